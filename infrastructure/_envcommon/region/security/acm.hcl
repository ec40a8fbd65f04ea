terraform {
  source = "tfr:///terraform-aws-modules/acm/aws?version=5.2.0"
}

locals {
  env = read_terragrunt_config(find_in_parent_folders("env.hcl")).locals
}

dependency "zone" {
  config_path = "${dirname(find_in_parent_folders("env.hcl"))}/global/dns/zone"
}

# Each region has its own: a load balancer takes no certificate from elsewhere.
inputs = {
  domain_name               = local.env.domain
  subject_alternative_names = ["*.${local.env.domain}"]

  # By DNS, so that ACM renews it without us. Both names prove themselves by one record.
  validation_method = "DNS"
  zone_id           = dependency.zone.outputs.route53_zone_zone_id[local.env.domain]
}
