# S3 and DynamoDB are reached through gateway endpoints: at public addresses, which AWS keeps in a prefix list.

locals {
  gateways = { for key, flow in var.flows : key => flow if contains(["s3", "dynamodb"], flow.to) }
}

data "aws_region" "current" {}

data "aws_ec2_managed_prefix_list" "gateway" {
  for_each = toset([for flow in values(local.gateways) : flow.to])

  name = "com.amazonaws.${data.aws_region.current.name}.${each.key}"
}

resource "aws_vpc_security_group_egress_rule" "gateway" {
  for_each = local.gateways

  security_group_id = aws_security_group.this[each.value.from].id
  prefix_list_id    = data.aws_ec2_managed_prefix_list.gateway[each.value.to].id
  ip_protocol       = each.value.protocol
  from_port         = each.value.port
  to_port           = coalesce(each.value.to_port, each.value.port)
  description       = each.value.description

  tags = merge(var.tags, { Name = each.key })
}
