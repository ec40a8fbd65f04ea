locals {
  endpoints = { for key, endpoint in var.endpoints : key => endpoint if var.create && lookup(endpoint, "create", true) }
  kinds     = { for key, endpoint in local.endpoints : key => lookup(endpoint, "service_type", "Interface") }
  shared    = concat(var.security_group_ids, aws_security_group.this[*].id)
}

# the full name of a service depends on the region
data "aws_vpc_endpoint_service" "this" {
  for_each = local.endpoints

  service         = lookup(each.value, "service", null)
  service_name    = lookup(each.value, "service_name", null)
  service_regions = can(each.value.service_region) ? [each.value.service_region] : null

  filter {
    name   = "service-type"
    values = [local.kinds[each.key]]
  }
}

resource "aws_vpc_endpoint" "this" {
  for_each = local.endpoints

  vpc_id            = var.vpc_id
  vpc_endpoint_type = local.kinds[each.key]
  service_name      = lookup(each.value, "service_endpoint", data.aws_vpc_endpoint_service.this[each.key].service_name)
  service_region    = lookup(each.value, "service_region", null)
  auto_accept       = lookup(each.value, "auto_accept", null)
  policy            = lookup(each.value, "policy", null)
  ip_address_type   = lookup(each.value, "ip_address_type", null)

  # a gateway stands in route tables, an interface in subnets
  route_table_ids     = local.kinds[each.key] == "Gateway" ? lookup(each.value, "route_table_ids", null) : null
  subnet_ids          = local.kinds[each.key] == "Interface" ? distinct(concat(var.subnet_ids, lookup(each.value, "subnet_ids", []))) : null
  security_group_ids  = local.kinds[each.key] == "Interface" ? distinct(concat(local.shared, lookup(each.value, "security_group_ids", []))) : null
  private_dns_enabled = local.kinds[each.key] == "Interface" ? lookup(each.value, "private_dns_enabled", null) : null

  dynamic "dns_options" {
    for_each = [for options in [lookup(each.value, "dns_options", {})] : options if length(options) > 0]
    content {
      dns_record_ip_type                             = lookup(dns_options.value, "dns_record_ip_type", null)
      private_dns_only_for_inbound_resolver_endpoint = lookup(dns_options.value, "private_dns_only_for_inbound_resolver_endpoint", null)
    }
  }

  dynamic "subnet_configuration" {
    for_each = lookup(each.value, "subnet_configurations", [])
    content {
      subnet_id = lookup(subnet_configuration.value, "subnet_id", null)
      ipv4      = lookup(subnet_configuration.value, "ipv4", null)
      ipv6      = lookup(subnet_configuration.value, "ipv6", null)
    }
  }

  tags = merge(var.tags, { Name = replace(each.key, ".", "-") }, lookup(each.value, "tags", {}))

  timeouts {
    create = lookup(var.timeouts, "create", "10m")
    update = lookup(var.timeouts, "update", "10m")
    delete = lookup(var.timeouts, "delete", "10m")
  }
}
