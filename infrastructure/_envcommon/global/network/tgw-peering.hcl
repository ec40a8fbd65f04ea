terraform {
  source = "${dirname(find_in_parent_folders("root.hcl"))}/modules//tgw-peering"
}

locals {
  org     = read_terragrunt_config(find_in_parent_folders("organization.hcl")).locals
  account = read_terragrunt_config(find_in_parent_folders("account.hcl")).locals
  env     = read_terragrunt_config(find_in_parent_folders("env.hcl")).locals
  top     = dirname(find_in_parent_folders("env.hcl"))
  pair    = local.env.regions.secondary != ""
  cidr    = { for role, region in local.env.regions : role => read_terragrunt_config("${local.top}/${region}/region.hcl").locals.cidr if region != "" }
}

dependency "primary" {
  config_path = "${local.top}/${local.env.regions.primary}/network/transit-gateway"
}

dependency "secondary" {
  config_path = "${local.top}/${local.env.regions.secondary}/network/transit-gateway"
  enabled     = local.pair
}

inputs = {
  name       = "${local.org.name}-${local.env.name}"
  account_id = local.account.id

  primary = {
    region         = local.env.regions.primary
    gateway_id     = dependency.primary.outputs.ec2_transit_gateway_id
    route_table_id = dependency.primary.outputs.ec2_transit_gateway_route_table_id
    cidr           = local.cidr.primary
  }

  secondary = local.pair ? {
    region         = local.env.regions.secondary
    gateway_id     = dependency.secondary.outputs.ec2_transit_gateway_id
    route_table_id = dependency.secondary.outputs.ec2_transit_gateway_route_table_id
    cidr           = local.cidr.secondary
  } : null

  tags = {
    Environment = local.env.name
    ManagedBy   = "terragrunt"
    Project     = local.org.name
    Repository  = local.org.repository
  }
}
