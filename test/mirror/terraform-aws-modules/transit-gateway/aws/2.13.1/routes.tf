locals {
  own_table = var.create_tgw && var.create_tgw_routes

  # a route of the gateway's own table for each that an attachment asks for
  routes = !var.create_tgw ? [] : flatten([for name, attachment in var.vpc_attachments : [
    for route in try(attachment.tgw_routes, []) : { attachment = name, cidr = route.destination_cidr_block, hole = try(route.blackhole, null) }
  ]])

  # a route to the gateway in each table of the network: by the table, so one destination and no more
  ways = flatten([for name, attachment in var.vpc_attachments : [
    for table in try(attachment.vpc_route_table_ids, []) : {
      table = table, cidr = attachment.tgw_destination_cidr, hub = var.create_tgw ? local.hub.id : attachment.tgw_id
    }
  ]])
}

resource "aws_ec2_transit_gateway_route_table" "this" {
  count = local.own_table ? 1 : 0

  transit_gateway_id = local.hub.id
  tags               = merge(local.tags, var.tgw_route_table_tags)
}

resource "aws_ec2_transit_gateway_route" "this" {
  count = var.create_tgw_routes ? length(local.routes) : 0

  transit_gateway_route_table_id = local.table
  destination_cidr_block         = local.routes[count.index].cidr
  blackhole                      = local.routes[count.index].hole
  transit_gateway_attachment_id  = local.routes[count.index].hole == true ? null : aws_ec2_transit_gateway_vpc_attachment.this[local.routes[count.index].attachment].id
}

resource "aws_ec2_transit_gateway_route_table_association" "this" {
  for_each = { for name, attachment in var.vpc_attachments : name => attachment if local.own_table && !try(attachment.transit_gateway_default_route_table_association, true) }

  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.this[each.key].id
  transit_gateway_route_table_id = local.table
}

resource "aws_ec2_transit_gateway_route_table_propagation" "this" {
  for_each = { for name, attachment in var.vpc_attachments : name => attachment if local.own_table && !try(attachment.transit_gateway_default_route_table_propagation, true) }

  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.this[each.key].id
  transit_gateway_route_table_id = local.table
}

resource "aws_route" "this" {
  for_each = { for way in local.ways : way.table => way }

  route_table_id         = each.key
  destination_cidr_block = each.value.cidr
  transit_gateway_id     = each.value.hub

  # a network that is not attached yet knows no way to the gateway
  depends_on = [aws_ec2_transit_gateway_vpc_attachment.this]
}
