locals {
  hub   = one(aws_ec2_transit_gateway.this)
  table = try(aws_ec2_transit_gateway_route_table.this[0].id, var.transit_gateway_route_table_id)
  tags  = merge(var.tags, { Name = var.name })
  word  = { true = "enable", false = "disable" }
}

resource "aws_ec2_transit_gateway" "this" {
  count = var.create_tgw ? 1 : 0

  amazon_side_asn                    = var.amazon_side_asn
  transit_gateway_cidr_blocks        = var.transit_gateway_cidr_blocks
  auto_accept_shared_attachments     = local.word[var.enable_auto_accept_shared_attachments]
  default_route_table_association    = local.word[var.enable_default_route_table_association]
  default_route_table_propagation    = local.word[var.enable_default_route_table_propagation]
  dns_support                        = local.word[var.enable_dns_support]
  multicast_support                  = local.word[var.enable_multicast_support]
  security_group_referencing_support = local.word[var.enable_sg_referencing_support]
  vpn_ecmp_support                   = local.word[var.enable_vpn_ecmp_support]
  tags                               = merge(local.tags, var.tgw_tags)

  timeouts {
    create = lookup(var.timeouts, "create", null)
    update = lookup(var.timeouts, "update", null)
    delete = lookup(var.timeouts, "delete", null)
  }
}

# The default route table comes with the gateway, without tags.
resource "aws_ec2_tag" "default_table" {
  for_each = { for key, value in merge(local.tags, var.tgw_default_route_table_tags) : key => value if var.create_tgw && var.enable_default_route_table_association }

  resource_id = local.hub.association_default_route_table_id
  key         = each.key
  value       = each.value
}

resource "aws_ec2_transit_gateway_vpc_attachment" "this" {
  for_each = var.vpc_attachments

  transit_gateway_id = var.create_tgw ? local.hub.id : each.value.tgw_id
  vpc_id             = each.value.vpc_id
  subnet_ids         = each.value.subnet_ids

  dns_support                                     = local.word[try(each.value.dns_support, true)]
  ipv6_support                                    = local.word[try(each.value.ipv6_support, false)]
  appliance_mode_support                          = local.word[try(each.value.appliance_mode_support, false)]
  security_group_referencing_support              = local.word[try(each.value.security_group_referencing_support, false)]
  transit_gateway_default_route_table_association = try(each.value.transit_gateway_default_route_table_association, true)
  transit_gateway_default_route_table_propagation = try(each.value.transit_gateway_default_route_table_propagation, true)

  tags = merge(local.tags, var.tgw_vpc_attachment_tags, try(each.value.tags, {}))

  depends_on = [aws_ram_resource_share_accepter.this]
}
