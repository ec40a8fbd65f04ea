locals {
  tables = { for tier, count in local.size : tier => count > 0 ? [for n in range(local.tiers[tier].tables) : "${tier}/${n}"] : [] }
  zoned  = { for tier, tables in local.tables : tier => length(tables) > 1 }

  # a tier without tables of its own goes the way of the private tier
  ways = { for tier, tables in local.tables : tier => length(tables) > 0 ? tables : local.tables.private }

  open    = local.size.public > 0 && var.create_igw
  through = local.nats > 0
  db_open = var.create_database_internet_gateway_route
  db_nat  = local.through && var.create_database_nat_gateway_route && !local.db_open
  nat64   = var.enable_ipv6 && var.private_subnet_enable_dns64

  # each row: from the tables of which tier, to which range, by which kind of gateway
  directions = [
    { on = local.open, tier = "public", to = "0.0.0.0/0", by = "internet" },
    { on = local.open && var.enable_ipv6, tier = "public", to = "::/0", by = "internet" },
    { on = local.through && var.create_private_nat_gateway_route, tier = "private", to = var.nat_gateway_destination_cidr_block, by = "nat" },
    { on = local.through && local.nat64, tier = "private", to = "64:ff9b::/96", by = "nat" },
    { on = length(aws_egress_only_internet_gateway.this) > 0, tier = "private", to = "::/0", by = "egress" },
    { on = local.open && local.db_open && !var.create_database_nat_gateway_route, tier = "database", to = "0.0.0.0/0", by = "internet" },
    { on = local.db_nat, tier = "database", to = "0.0.0.0/0", by = "nat" },
    { on = local.db_nat && local.nat64, tier = "database", to = "64:ff9b::/96", by = "nat" },
    { on = length(aws_egress_only_internet_gateway.this) > 0 && local.db_open, tier = "database", to = "::/0", by = "egress" },
  ]

  routes = merge([for way in local.directions : {
    for n, table in local.tables[way.tier] : "${table} ${way.to}" => { table = table, n = n, to = way.to, by = way.by } if way.on
  }]...)
}

resource "aws_route_table" "this" {
  for_each = toset(flatten(values(local.tables)))

  vpc_id = local.vpc_id
  tags = merge(
    { Name = join("-", compact([
      var.name, local.tiers[split("/", each.key)[0]].suffix,
      local.zoned[split("/", each.key)[0]] ? element(var.azs, tonumber(split("/", each.key)[1])) : "",
    ])) },
    var.tags, local.tiers[split("/", each.key)[0]].table_tags,
  )
}

resource "aws_route_table_association" "this" {
  for_each = local.subnets

  subnet_id      = aws_subnet.this[each.key].id
  route_table_id = aws_route_table.this[element(local.ways[split("/", each.key)[0]], tonumber(split("/", each.key)[1]))].id
}

resource "aws_route" "this" {
  for_each = local.routes

  route_table_id              = aws_route_table.this[each.value.table].id
  destination_cidr_block      = strcontains(each.value.to, ":") ? null : each.value.to
  destination_ipv6_cidr_block = strcontains(each.value.to, ":") ? each.value.to : null
  gateway_id                  = each.value.by == "internet" ? aws_internet_gateway.this[0].id : null
  nat_gateway_id              = each.value.by == "nat" ? element(aws_nat_gateway.this[*].id, each.value.n) : null
  egress_only_gateway_id      = each.value.by == "egress" ? aws_egress_only_internet_gateway.this[0].id : null
}
