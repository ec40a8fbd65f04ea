locals {
  # a NAT gateway in every zone needs a public subnet in every zone, or none is made
  numbers = merge({ for tier, count in local.size : tier => range(count) }, {
    public = range(var.one_nat_gateway_per_az && local.size.public < length(var.azs) ? 0 : local.size.public)
  })

  subnets = merge([for tier, numbers in local.numbers : { for n in numbers : "${tier}/${n}" => {
    tier = local.tiers[tier]
    zone = element(var.azs, n)
    cidr = local.tiers[tier].only_v6 ? null : local.tiers[tier].cidrs[n]
    v6   = var.enable_ipv6 && length(local.tiers[tier].prefixes) > 0 ? local.tiers[tier].prefixes[n] : null
    name = try(local.tiers[tier].names[n], "${var.name}-${local.tiers[tier].suffix}-${element(var.azs, n)}")
  } }]...)

  # the subnets of each tier in their order
  made = { for tier, numbers in local.numbers : tier => [for n in numbers : aws_subnet.this["${tier}/${n}"]] }
}

resource "aws_subnet" "this" {
  for_each = local.subnets

  vpc_id                                         = local.vpc_id
  availability_zone                              = can(regex("^[a-z]{2}-", each.value.zone)) ? each.value.zone : null
  availability_zone_id                           = can(regex("^[a-z]{2}-", each.value.zone)) ? null : each.value.zone
  cidr_block                                     = each.value.cidr
  ipv6_cidr_block                                = each.value.v6 == null ? null : cidrsubnet(local.vpc.ipv6_cidr_block, 8, each.value.v6)
  ipv6_native                                    = var.enable_ipv6 && each.value.tier.only_v6
  assign_ipv6_address_on_creation                = (var.enable_ipv6 && each.value.tier.only_v6) || each.value.tier.assign
  map_public_ip_on_launch                        = each.value.tier.launches
  enable_dns64                                   = var.enable_ipv6 && each.value.tier.dns64
  enable_resource_name_dns_a_record_on_launch    = !each.value.tier.only_v6 && each.value.tier.a
  enable_resource_name_dns_aaaa_record_on_launch = var.enable_ipv6 && each.value.tier.aaaa
  private_dns_hostname_type_on_launch            = each.value.tier.host

  tags = merge({ Name = each.value.name }, var.tags, each.value.tier.tags, lookup(each.value.tier.zone_tags, each.value.zone, {}))
}

resource "aws_db_subnet_group" "this" {
  count = local.size.database > 0 && var.create_database_subnet_group ? 1 : 0

  name        = lower(coalesce(var.database_subnet_group_name, var.name))
  description = "Database subnets of ${var.name}"
  subnet_ids  = local.made.database[*].id
  tags        = merge({ Name = lower(coalesce(var.database_subnet_group_name, var.name)) }, var.tags, var.database_subnet_group_tags)
}

resource "aws_elasticache_subnet_group" "this" {
  count = local.size.elasticache > 0 && var.create_elasticache_subnet_group ? 1 : 0

  name        = coalesce(var.elasticache_subnet_group_name, var.name)
  description = "Cache subnets of ${var.name}"
  subnet_ids  = local.made.elasticache[*].id
  tags        = merge({ Name = coalesce(var.elasticache_subnet_group_name, var.name) }, var.tags, var.elasticache_subnet_group_tags)
}
