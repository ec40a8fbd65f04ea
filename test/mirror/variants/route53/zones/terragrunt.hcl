terraform {
  source = "tfr:///terraform-aws-modules/route53/aws//modules/zones?version=5.0.0"
}

inputs = {
  zones = { "a.example" = { comment = "c" }, private = { domain_name = "b.example", vpc = [{ vpc_id = "vpc-1" }, { vpc_id = "vpc-2", vpc_region = "us-east-1" }], tags = { a = "b" } }, one = { domain_name = "c.example", vpc = { vpc_id = "vpc-1" }, timeouts = { create = "5m" } } }
}
