locals {
  guard      = local.create && var.create_security_group
  guard_name = try(coalesce(var.security_group_name, var.name, var.name_prefix), "")
}

resource "aws_security_group" "this" {
  count = local.guard ? 1 : 0

  vpc_id      = var.vpc_id
  name        = var.security_group_use_name_prefix ? null : local.guard_name
  name_prefix = var.security_group_use_name_prefix ? "${local.guard_name}-" : null
  description = coalesce(var.security_group_description, "Clients of ${local.guard_name}")
  tags        = merge(local.tags, var.security_group_tags)

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_ingress_rule" "this" {
  for_each = { for key, rule in var.security_group_ingress_rules : key => rule if local.guard }

  security_group_id            = aws_security_group.this[0].id
  description                  = lookup(each.value, "description", null)
  ip_protocol                  = lookup(each.value, "ip_protocol", "tcp")
  from_port                    = lookup(each.value, "from_port", null)
  to_port                      = lookup(each.value, "to_port", null)
  cidr_ipv4                    = lookup(each.value, "cidr_ipv4", null)
  cidr_ipv6                    = lookup(each.value, "cidr_ipv6", null)
  prefix_list_id               = lookup(each.value, "prefix_list_id", null)
  referenced_security_group_id = lookup(each.value, "referenced_security_group_id", null)
  tags                         = merge(local.tags, var.security_group_tags, lookup(each.value, "tags", {}))
}

resource "aws_vpc_security_group_egress_rule" "this" {
  for_each = { for key, rule in var.security_group_egress_rules : key => rule if local.guard }

  security_group_id            = aws_security_group.this[0].id
  description                  = lookup(each.value, "description", null)
  ip_protocol                  = lookup(each.value, "ip_protocol", "tcp")
  from_port                    = lookup(each.value, "from_port", null)
  to_port                      = lookup(each.value, "to_port", null)
  cidr_ipv4                    = lookup(each.value, "cidr_ipv4", null)
  cidr_ipv6                    = lookup(each.value, "cidr_ipv6", null)
  prefix_list_id               = lookup(each.value, "prefix_list_id", null)
  referenced_security_group_id = lookup(each.value, "referenced_security_group_id", null)
  tags                         = merge(local.tags, var.security_group_tags, lookup(each.value, "tags", {}))
}
