terraform {
  source = "tfr:///terraform-aws-modules/acm/aws?version=${local.env.versions.acm}"
}

locals {
  env    = read_terragrunt_config(find_in_parent_folders("env.hcl")).locals
  region = read_terragrunt_config(find_in_parent_folders("region.hcl")).locals
  top    = dirname(find_in_parent_folders("env.hcl"))
  proves = local.region.role == "primary"
}

dependency "zone" {
  config_path = "${local.top}/global/dns/zone"
}

dependency "primary" {
  config_path = "${local.top}/${local.env.regions.primary}/security/acm"
  enabled     = !local.proves
}

# Each region has its own: a load balancer takes no certificate from elsewhere.
inputs = {
  domain_name               = local.env.domain
  subject_alternative_names = ["*.${local.env.domain}"]

  # By DNS, so that ACM renews it without us. Both names prove themselves by one record, and so does the same name in
  # another region of the account: the primary region keeps that record, and the others wait for it. If each kept it, the
  # first certificate to go would take it from all.
  validation_method       = "DNS"
  zone_id                 = dependency.zone.outputs.route53_zone_zone_id[local.env.domain]
  create_route53_records  = local.proves
  validation_record_fqdns = local.proves ? [] : dependency.primary.outputs.validation_route53_record_fqdns
}
