# Between two roles: the one who opens needs a way out, the one who listens a way in. Rules name the other group, not
# addresses, so that they hold for IPv4 and IPv6 and for nobody else in the same subnet.

locals {
  pairs = {
    for key, flow in var.flows : key => flow
    if contains(keys(var.roles), flow.from) && contains(keys(var.roles), flow.to)
  }
}

resource "aws_vpc_security_group_egress_rule" "pair" {
  for_each = local.pairs

  security_group_id            = aws_security_group.this[each.value.from].id
  referenced_security_group_id = aws_security_group.this[each.value.to].id
  ip_protocol                  = each.value.protocol
  from_port                    = each.value.port
  to_port                      = coalesce(each.value.to_port, each.value.port)
  description                  = each.value.description

  tags = merge(var.tags, { Name = each.key })
}

resource "aws_vpc_security_group_ingress_rule" "pair" {
  for_each = local.pairs

  security_group_id            = aws_security_group.this[each.value.to].id
  referenced_security_group_id = aws_security_group.this[each.value.from].id
  ip_protocol                  = each.value.protocol
  from_port                    = each.value.port
  to_port                      = coalesce(each.value.to_port, each.value.port)
  description                  = each.value.description

  tags = merge(var.tags, { Name = each.key })
}
