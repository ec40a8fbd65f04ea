# From and to the internet: a rule for each family of addresses.

locals {
  families = var.enable_ipv6 ? ["ipv4", "ipv6"] : ["ipv4"]

  public = merge([
    for key, flow in var.flows : {
      for family in local.families : "${key}-${family}" => merge(flow, { family = family })
    } if contains([flow.from, flow.to], "internet")
  ]...)
}

resource "aws_vpc_security_group_ingress_rule" "internet" {
  for_each = { for key, flow in local.public : key => flow if flow.from == "internet" }

  security_group_id = aws_security_group.this[each.value.to].id
  cidr_ipv4         = each.value.family == "ipv4" ? "0.0.0.0/0" : null
  cidr_ipv6         = each.value.family == "ipv6" ? "::/0" : null
  ip_protocol       = each.value.protocol
  from_port         = each.value.port
  to_port           = coalesce(each.value.to_port, each.value.port)
  description       = each.value.description

  tags = merge(var.tags, { Name = each.key })
}

resource "aws_vpc_security_group_egress_rule" "internet" {
  for_each = { for key, flow in local.public : key => flow if flow.to == "internet" }

  security_group_id = aws_security_group.this[each.value.from].id
  cidr_ipv4         = each.value.family == "ipv4" ? "0.0.0.0/0" : null
  cidr_ipv6         = each.value.family == "ipv6" ? "::/0" : null
  ip_protocol       = each.value.protocol
  from_port         = each.value.port
  to_port           = coalesce(each.value.to_port, each.value.port)
  description       = each.value.description

  tags = merge(var.tags, { Name = each.key })
}
