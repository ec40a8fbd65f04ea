terraform {
  source = "tfr:///terraform-aws-modules/acm/aws?version=5.2.0"
}

inputs = {
  domain_name         = "a.example"
  validation_method   = "EMAIL"
  validation_option   = { a = { domain_name = "a.example", validation_domain = "example" } }
  wait_for_validation = false
}
