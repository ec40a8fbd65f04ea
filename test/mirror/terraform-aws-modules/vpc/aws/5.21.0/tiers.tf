# A tier is a row of subnets, one in each zone, that share routes and an access
# list. All that differs between tiers stands in this table.
locals {
  tiers = {
    public = {
      cidrs    = var.public_subnets, prefixes = var.public_subnet_ipv6_prefixes, suffix = var.public_subnet_suffix
      names    = var.public_subnet_names, tags = var.public_subnet_tags, zone_tags = var.public_subnet_tags_per_az
      only_v6  = var.public_subnet_ipv6_native, assign = var.public_subnet_assign_ipv6_address_on_creation
      dns64    = var.public_subnet_enable_dns64, host = var.public_subnet_private_dns_hostname_type_on_launch
      a        = var.public_subnet_enable_resource_name_dns_a_record_on_launch
      aaaa     = var.public_subnet_enable_resource_name_dns_aaaa_record_on_launch
      tables   = var.create_multiple_public_route_tables ? local.size.public : 1, table_tags = var.public_route_table_tags
      acl      = var.public_dedicated_network_acl, acl_tags = var.public_acl_tags
      inbound  = var.public_inbound_acl_rules, outbound = var.public_outbound_acl_rules
      launches = var.map_public_ip_on_launch
    }
    private = {
      cidrs    = var.private_subnets, prefixes = var.private_subnet_ipv6_prefixes, suffix = var.private_subnet_suffix
      names    = var.private_subnet_names, tags = var.private_subnet_tags, zone_tags = var.private_subnet_tags_per_az
      only_v6  = var.private_subnet_ipv6_native, assign = var.private_subnet_assign_ipv6_address_on_creation
      dns64    = var.private_subnet_enable_dns64, host = var.private_subnet_private_dns_hostname_type_on_launch
      a        = var.private_subnet_enable_resource_name_dns_a_record_on_launch
      aaaa     = var.private_subnet_enable_resource_name_dns_aaaa_record_on_launch
      tables   = local.exits, table_tags = var.private_route_table_tags
      acl      = var.private_dedicated_network_acl, acl_tags = var.private_acl_tags
      inbound  = var.private_inbound_acl_rules, outbound = var.private_outbound_acl_rules
      launches = null
    }
    database = {
      cidrs      = var.database_subnets, prefixes = var.database_subnet_ipv6_prefixes, suffix = var.database_subnet_suffix
      names      = var.database_subnet_names, tags = var.database_subnet_tags, zone_tags = {}
      only_v6    = var.database_subnet_ipv6_native, assign = var.database_subnet_assign_ipv6_address_on_creation
      dns64      = var.database_subnet_enable_dns64, host = var.database_subnet_private_dns_hostname_type_on_launch
      a          = var.database_subnet_enable_resource_name_dns_a_record_on_launch
      aaaa       = var.database_subnet_enable_resource_name_dns_aaaa_record_on_launch
      tables     = !var.create_database_subnet_route_table ? 0 : var.single_nat_gateway || var.create_database_internet_gateway_route ? 1 : local.size.database
      table_tags = var.database_route_table_tags
      acl        = var.database_dedicated_network_acl, acl_tags = var.database_acl_tags
      inbound    = var.database_inbound_acl_rules, outbound = var.database_outbound_acl_rules
      launches   = null
    }
    elasticache = {
      cidrs    = var.elasticache_subnets, prefixes = var.elasticache_subnet_ipv6_prefixes, suffix = var.elasticache_subnet_suffix
      names    = var.elasticache_subnet_names, tags = var.elasticache_subnet_tags, zone_tags = {}
      only_v6  = var.elasticache_subnet_ipv6_native, assign = var.elasticache_subnet_assign_ipv6_address_on_creation
      dns64    = var.elasticache_subnet_enable_dns64, host = var.elasticache_subnet_private_dns_hostname_type_on_launch
      a        = var.elasticache_subnet_enable_resource_name_dns_a_record_on_launch
      aaaa     = var.elasticache_subnet_enable_resource_name_dns_aaaa_record_on_launch
      tables   = var.create_elasticache_subnet_route_table ? 1 : 0, table_tags = var.elasticache_route_table_tags
      acl      = var.elasticache_dedicated_network_acl, acl_tags = var.elasticache_acl_tags
      inbound  = var.elasticache_inbound_acl_rules, outbound = var.elasticache_outbound_acl_rules
      launches = null
    }
    intra = {
      cidrs    = var.intra_subnets, prefixes = var.intra_subnet_ipv6_prefixes, suffix = var.intra_subnet_suffix
      names    = var.intra_subnet_names, tags = var.intra_subnet_tags, zone_tags = {}
      only_v6  = var.intra_subnet_ipv6_native, assign = var.intra_subnet_assign_ipv6_address_on_creation
      dns64    = var.intra_subnet_enable_dns64, host = var.intra_subnet_private_dns_hostname_type_on_launch
      a        = var.intra_subnet_enable_resource_name_dns_a_record_on_launch
      aaaa     = var.intra_subnet_enable_resource_name_dns_aaaa_record_on_launch
      tables   = var.create_multiple_intra_route_tables ? local.size.intra : 1, table_tags = var.intra_route_table_tags
      acl      = var.intra_dedicated_network_acl, acl_tags = var.intra_acl_tags
      inbound  = var.intra_inbound_acl_rules, outbound = var.intra_outbound_acl_rules
      launches = null
    }
  }

  # a tier of IPv6 only has prefixes and no IPv4 ranges
  size = { for tier, count in {
    public      = max(length(var.public_subnets), length(var.public_subnet_ipv6_prefixes))
    private     = max(length(var.private_subnets), length(var.private_subnet_ipv6_prefixes))
    database    = max(length(var.database_subnets), length(var.database_subnet_ipv6_prefixes))
    elasticache = max(length(var.elasticache_subnets), length(var.elasticache_subnet_ipv6_prefixes))
    intra       = max(length(var.intra_subnets), length(var.intra_subnet_ipv6_prefixes))
  } : tier => local.create ? count : 0 }

  widest = max(local.size.public, local.size.private, local.size.database, local.size.elasticache)

  # how many ways out of the private tier there are: NAT gateways and their route tables
  exits = var.single_nat_gateway ? 1 : var.one_nat_gateway_per_az ? length(var.azs) : local.widest
}
