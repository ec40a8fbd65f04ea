terraform {
  source = "tfr:///terraform-aws-modules/alb/aws?version=9.17.0"
}

inputs = {
  name                           = "a"
  vpc_id                         = "vpc-12345678"
  subnets                        = ["subnet-1", "subnet-2"]
  security_group_ingress_rules   = { https = { from_port = 443, to_port = 443, cidr_ipv4 = "0.0.0.0/0" } }
  security_group_egress_rules    = { all = { ip_protocol = "-1", cidr_ipv4 = "10.0.0.0/8" } }
  connection_logs                = { bucket = "b", prefix = "c" }
  access_logs                    = { bucket = "b" }
  target_groups                  = { a = { name_prefix = "h1", port = 80, target_type = "instance", target_id = "i-12345678", stickiness = { type = "lb_cookie", cookie_duration = 60 } }, b = { protocol = "HTTP", port = 80, target_type = "ip", create_attachment = false } }
  route53_records                = { a = { name = "x", type = "A", zone_id = "Z1" } }
  minimum_load_balancer_capacity = { capacity_units = 10 }
}
