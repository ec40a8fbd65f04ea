locals {
  guard      = var.create && var.create_security_group && var.network_mode == "awsvpc"
  guard_name = try(coalesce(var.security_group_name, var.name), "")
}

# the group goes to the VPC that the tasks' subnets are in
data "aws_subnet" "this" {
  count = local.guard ? 1 : 0

  id = var.subnet_ids[0]
}

resource "aws_security_group" "this" {
  count = local.guard ? 1 : 0

  vpc_id      = data.aws_subnet.this[0].vpc_id
  name        = var.security_group_use_name_prefix ? null : local.guard_name
  name_prefix = var.security_group_use_name_prefix ? "${local.guard_name}-" : null
  description = var.security_group_description
  tags        = merge(var.tags, { Name = local.guard_name }, var.security_group_tags)

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_security_group_rule" "this" {
  for_each = { for key, rule in var.security_group_rules : key => rule if local.guard }

  security_group_id        = aws_security_group.this[0].id
  type                     = each.value.type
  protocol                 = each.value.protocol
  from_port                = each.value.from_port
  to_port                  = each.value.to_port
  description              = lookup(each.value, "description", null)
  cidr_blocks              = lookup(each.value, "cidr_blocks", null)
  ipv6_cidr_blocks         = lookup(each.value, "ipv6_cidr_blocks", null)
  prefix_list_ids          = lookup(each.value, "prefix_list_ids", null)
  self                     = lookup(each.value, "self", null)
  source_security_group_id = lookup(each.value, "source_security_group_id", null)
}
