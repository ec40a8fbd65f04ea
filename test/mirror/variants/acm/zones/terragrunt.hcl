terraform {
  source = "tfr:///terraform-aws-modules/acm/aws?version=5.2.0"
}

inputs = {
  domain_name               = "a.example"
  subject_alternative_names = ["*.a.example", "b.example", "www.b.example"]
  validation_method         = "DNS"
  zones                     = { "b.example" = "Z2" }
  zone_id                   = "Z1"
}
