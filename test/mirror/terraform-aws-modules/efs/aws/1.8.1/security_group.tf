locals {
  guard      = var.create && var.create_security_group && length(var.mount_targets) > 0
  guard_name = try(coalesce(var.security_group_name, var.name), "")
}

resource "aws_security_group" "this" {
  count = local.guard ? 1 : 0

  name                   = var.security_group_use_name_prefix ? null : local.guard_name
  name_prefix            = var.security_group_use_name_prefix ? "${local.guard_name}-" : null
  description            = var.security_group_description
  vpc_id                 = var.security_group_vpc_id
  revoke_rules_on_delete = true
  tags                   = merge(var.tags, { Name = local.guard_name })

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_security_group_rule" "this" {
  for_each = { for name, rule in var.security_group_rules : name => rule if local.guard }

  security_group_id        = aws_security_group.this[0].id
  type                     = lookup(each.value, "type", "ingress")
  protocol                 = lookup(each.value, "protocol", "tcp")
  from_port                = lookup(each.value, "from_port", 2049)
  to_port                  = lookup(each.value, "to_port", 2049)
  description              = lookup(each.value, "description", null)
  self                     = lookup(each.value, "self", null)
  cidr_blocks              = lookup(each.value, "cidr_blocks", null)
  ipv6_cidr_blocks         = lookup(each.value, "ipv6_cidr_blocks", null)
  prefix_list_ids          = lookup(each.value, "prefix_list_ids", null)
  source_security_group_id = lookup(each.value, "source_security_group_id", null)

  lifecycle {
    create_before_destroy = true
  }
}
