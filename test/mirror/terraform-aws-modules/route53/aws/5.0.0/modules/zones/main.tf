locals {
  zones = { for key, zone in var.zones : key => zone if var.create }
}

resource "aws_route53_zone" "this" {
  for_each = local.zones

  name              = lookup(each.value, "domain_name", each.key)
  comment           = lookup(each.value, "comment", null)
  delegation_set_id = lookup(each.value, "delegation_set_id", null)
  force_destroy     = lookup(each.value, "force_destroy", false)
  tags              = merge(lookup(each.value, "tags", {}), var.tags)

  # a zone names one VPC as an object, or several as a list
  dynamic "vpc" {
    for_each = flatten([lookup(each.value, "vpc", [])])
    content {
      vpc_id     = vpc.value.vpc_id
      vpc_region = lookup(vpc.value, "vpc_region", null)
    }
  }

  dynamic "timeouts" {
    for_each = [for limits in [lookup(each.value, "timeouts", {})] : limits if length(limits) > 0]
    content {
      create = lookup(timeouts.value, "create", null)
      update = lookup(timeouts.value, "update", null)
      delete = lookup(timeouts.value, "delete", null)
    }
  }
}
