terraform {
  source = "tfr:///terraform-aws-modules/acm/aws?version=${local.env.versions.acm}"
}

locals {
  env = read_terragrunt_config(find_in_parent_folders("env.hcl")).locals
  top = dirname(find_in_parent_folders("env.hcl"))
}

dependency "zone" {
  config_path = "${local.top}/global/dns/zone"
}

dependency "primary" {
  config_path = "${local.top}/${local.env.regions.primary}/security/acm"
}

# CloudFront takes certificates from us-east-1 only. The record that proves the name is the primary region's.
inputs = {
  domain_name               = local.env.domain
  subject_alternative_names = ["*.${local.env.domain}"]
  validation_method         = "DNS"
  zone_id                   = dependency.zone.outputs.route53_zone_zone_id[local.env.domain]
  create_route53_records    = false
  validation_record_fqdns   = dependency.primary.outputs.validation_route53_record_fqdns
}
