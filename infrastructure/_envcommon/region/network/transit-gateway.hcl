terraform {
  source = "tfr:///terraform-aws-modules/transit-gateway/aws?version=${local.env.versions.transit_gateway}"
}

locals {
  org    = read_terragrunt_config(find_in_parent_folders("organization.hcl")).locals
  env    = read_terragrunt_config(find_in_parent_folders("env.hcl")).locals
  region = read_terragrunt_config(find_in_parent_folders("region.hcl")).locals
  here   = dirname(find_in_parent_folders("region.hcl"))

  # The other region's network, when there is a way to it.
  joined = local.env.parts.tgw_peering && local.region.peer != ""
  beyond = local.joined ? read_terragrunt_config("${dirname(local.here)}/${local.region.peer}/region.hcl").locals.cidr : null
}

dependency "vpc" {
  config_path = "${local.here}/network/vpc"
}

inputs = {
  name            = "${local.org.name}-${local.env.name}-${local.region.short}"
  amazon_side_asn = local.region.asn # of its own: two gateways of one number cannot be joined
  share_tgw       = false            # one account

  # A table of our own: what is attached reaches what it is told to, and not everything else.
  enable_default_route_table_association = false
  enable_default_route_table_propagation = false

  vpc_attachments = {
    vpc = merge(
      {
        vpc_id                                          = dependency.vpc.outputs.vpc_id
        subnet_ids                                      = dependency.vpc.outputs.intra_subnets
        dns_support                                     = true
        ipv6_support                                    = local.env.ipv6
        transit_gateway_default_route_table_association = false
        transit_gateway_default_route_table_propagation = false
      },
      {
        for name, value in {
          vpc_route_table_ids  = dependency.vpc.outputs.private_route_table_ids
          tgw_destination_cidr = local.beyond
        } : name => value if local.joined
      },
    )
  }
}
