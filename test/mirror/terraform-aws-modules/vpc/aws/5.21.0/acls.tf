locals {
  guarded = toset([for tier, count in local.size : tier if count > 0 && local.tiers[tier].acl])

  rules = merge(flatten([for tier in local.guarded : [for way in ["inbound", "outbound"] : {
    for n, rule in local.tiers[tier][way] : "${tier}/${way}/${n}" => merge(rule, { tier = tier, egress = way == "outbound" })
  }]])...)
}

resource "aws_network_acl" "this" {
  for_each = local.guarded

  vpc_id     = local.vpc_id
  subnet_ids = local.made[each.key][*].id
  tags       = merge({ Name = "${var.name}-${local.tiers[each.key].suffix}" }, var.tags, local.tiers[each.key].acl_tags)
}

resource "aws_network_acl_rule" "this" {
  for_each = local.rules

  network_acl_id  = aws_network_acl.this[each.value.tier].id
  egress          = each.value.egress
  rule_number     = each.value.rule_number
  rule_action     = each.value.rule_action
  protocol        = each.value.protocol
  from_port       = lookup(each.value, "from_port", null)
  to_port         = lookup(each.value, "to_port", null)
  icmp_type       = lookup(each.value, "icmp_type", null)
  icmp_code       = lookup(each.value, "icmp_code", null)
  cidr_block      = lookup(each.value, "cidr_block", null)
  ipv6_cidr_block = lookup(each.value, "ipv6_cidr_block", null)
}
