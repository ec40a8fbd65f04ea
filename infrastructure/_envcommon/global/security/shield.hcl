terraform {
  source = "${dirname(find_in_parent_folders("root.hcl"))}/modules//shield"
}

locals {
  org  = read_terragrunt_config(find_in_parent_folders("organization.hcl")).locals
  env  = read_terragrunt_config(find_in_parent_folders("env.hcl")).locals
  top  = dirname(find_in_parent_folders("env.hcl"))
  pair = local.env.regions.secondary != ""
}

dependency "cdn" {
  config_path = "${local.top}/global/cdn/cloudfront"
}

dependency "primary" {
  config_path = "${local.top}/${local.env.regions.primary}/network/alb"
}

dependency "secondary" {
  config_path = "${local.top}/${local.env.regions.secondary}/network/alb"
  enabled     = local.pair
}

inputs = {
  name = "${local.org.name}-${local.env.name}"

  resources = { for name, arn in {
    app       = dependency.cdn.outputs.cloudfront_distribution_arn
    primary   = dependency.primary.outputs.arn
    secondary = try(dependency.secondary.outputs.arn, null)
  } : name => arn if arn != null }
}
