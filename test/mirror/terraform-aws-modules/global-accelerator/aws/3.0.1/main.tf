locals {
  accelerator = one(aws_globalaccelerator_accelerator.this)
  listeners   = try(jsondecode(var.listeners), var.listeners)
  listen      = var.create && var.create_listeners

  groups = merge([for listener, given in local.listeners : {
    for group, settings in try(given.endpoint_groups, {}) : "${listener}:${group}" => { listener = listener, settings = settings }
  }]...)
}

resource "aws_globalaccelerator_accelerator" "this" {
  count = var.create ? 1 : 0

  name            = var.name
  enabled         = var.enabled
  ip_address_type = var.ip_address_type
  ip_addresses    = var.ip_addresses
  tags            = var.tags

  dynamic "attributes" {
    for_each = var.flow_logs_enabled ? ["flow logs"] : []
    content {
      flow_logs_enabled   = true
      flow_logs_s3_bucket = var.flow_logs_s3_bucket
      flow_logs_s3_prefix = var.flow_logs_s3_prefix
    }
  }
}

resource "aws_globalaccelerator_listener" "this" {
  for_each = { for name, listener in local.listeners : name => listener if local.listen }

  accelerator_arn = local.accelerator.id
  protocol        = try(each.value.protocol, null)
  client_affinity = try(each.value.client_affinity, null)

  dynamic "port_range" {
    for_each = coalesce(try(each.value.port_ranges, null), [])
    content {
      from_port = try(port_range.value.from_port, null)
      to_port   = try(port_range.value.to_port, null)
    }
  }

  timeouts {
    create = lookup(var.listeners_timeouts, "create", null)
    update = lookup(var.listeners_timeouts, "update", null)
    delete = lookup(var.listeners_timeouts, "delete", null)
  }
}

resource "aws_globalaccelerator_endpoint_group" "this" {
  for_each = { for name, group in local.groups : name => group if local.listen }

  listener_arn                  = aws_globalaccelerator_listener.this[each.value.listener].id
  endpoint_group_region         = try(each.value.settings.endpoint_group_region, null)
  traffic_dial_percentage       = try(each.value.settings.traffic_dial_percentage, null)
  threshold_count               = try(each.value.settings.threshold_count, null)
  health_check_protocol         = try(each.value.settings.health_check_protocol, null)
  health_check_port             = try(each.value.settings.health_check_port, null)
  health_check_path             = try(each.value.settings.health_check_path, null)
  health_check_interval_seconds = try(each.value.settings.health_check_interval_seconds, null)

  dynamic "endpoint_configuration" {
    for_each = [for endpoint in try(each.value.settings.endpoint_configuration, []) : endpoint if can(endpoint.endpoint_id)]
    content {
      endpoint_id                    = endpoint_configuration.value.endpoint_id
      weight                         = try(endpoint_configuration.value.weight, null)
      attachment_arn                 = try(endpoint_configuration.value.attachment_arn, null)
      client_ip_preservation_enabled = try(endpoint_configuration.value.client_ip_preservation_enabled, null)
    }
  }

  dynamic "port_override" {
    for_each = try(each.value.settings.port_override, [])
    content {
      listener_port = port_override.value.listener_port
      endpoint_port = port_override.value.endpoint_port
    }
  }

  timeouts {
    create = lookup(var.endpoint_groups_timeouts, "create", null)
    update = lookup(var.endpoint_groups_timeouts, "update", null)
    delete = lookup(var.endpoint_groups_timeouts, "delete", null)
  }
}
