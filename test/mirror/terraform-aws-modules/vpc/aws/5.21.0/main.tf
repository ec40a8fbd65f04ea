locals {
  create = var.create_vpc && var.putin_khuylo && length(local.left_out) == 0
  vpc    = one(aws_vpc.this)
  vpc_id = try(aws_vpc_ipv4_cidr_block_association.this[0].vpc_id, local.vpc.id, null)
  named  = merge({ Name = var.name }, var.tags)

  left_out = [for feature, asked in {
    "Redshift subnets"          = length(concat(var.redshift_subnets, var.redshift_subnet_ipv6_prefixes)) > 0
    "Outpost subnets"           = length(concat(var.outpost_subnets, var.outpost_subnet_ipv6_prefixes)) > 0
    "DHCP options"              = var.enable_dhcp_options
    "VPN and its gateways"      = var.enable_vpn_gateway || var.vpn_gateway_id != "" || length(var.customer_gateways) > 0
    "block of public access"    = length(var.vpc_block_public_access_options) + length(var.vpc_block_public_access_exclusions) > 0
    "the account's default VPC" = var.manage_default_vpc
    "flow logs to CloudWatch"   = var.enable_flow_log && var.flow_log_destination_type != "s3"
  } : feature if asked]
}

resource "aws_vpc" "this" {
  count = local.create ? 1 : 0

  cidr_block                           = var.use_ipam_pool ? null : var.cidr
  ipv4_ipam_pool_id                    = var.ipv4_ipam_pool_id
  ipv4_netmask_length                  = var.ipv4_netmask_length
  instance_tenancy                     = var.instance_tenancy
  enable_dns_support                   = var.enable_dns_support
  enable_dns_hostnames                 = var.enable_dns_hostnames
  enable_network_address_usage_metrics = var.enable_network_address_usage_metrics
  assign_generated_ipv6_cidr_block     = var.enable_ipv6 && !var.use_ipam_pool ? true : null
  ipv6_cidr_block                      = var.ipv6_cidr
  ipv6_ipam_pool_id                    = var.ipv6_ipam_pool_id
  ipv6_netmask_length                  = var.ipv6_netmask_length
  ipv6_cidr_block_network_border_group = var.ipv6_cidr_block_network_border_group
  tags                                 = merge(local.named, var.vpc_tags)
}

resource "aws_vpc_ipv4_cidr_block_association" "this" {
  count = local.create ? length(var.secondary_cidr_blocks) : 0

  vpc_id     = local.vpc.id
  cidr_block = var.secondary_cidr_blocks[count.index]
}
