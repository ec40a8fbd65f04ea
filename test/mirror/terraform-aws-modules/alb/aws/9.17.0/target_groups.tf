locals {
  groups = { for key, group in var.target_groups : key => group if local.create }
}

resource "aws_lb_target_group" "this" {
  for_each = local.groups

  name                              = lookup(each.value, "name", null)
  name_prefix                       = lookup(each.value, "name_prefix", null)
  vpc_id                            = lookup(each.value, "vpc_id", var.vpc_id)
  target_type                       = lookup(each.value, "target_type", null)
  ip_address_type                   = lookup(each.value, "ip_address_type", null)
  port                              = lookup(each.value, "port", var.default_port)
  protocol                          = lookup(each.value, "protocol", var.default_protocol)
  protocol_version                  = lookup(each.value, "protocol_version", null)
  connection_termination            = lookup(each.value, "connection_termination", null)
  deregistration_delay              = lookup(each.value, "deregistration_delay", null)
  load_balancing_algorithm_type     = lookup(each.value, "load_balancing_algorithm_type", null)
  load_balancing_anomaly_mitigation = lookup(each.value, "load_balancing_anomaly_mitigation", null)
  load_balancing_cross_zone_enabled = lookup(each.value, "load_balancing_cross_zone_enabled", null)
  preserve_client_ip                = lookup(each.value, "preserve_client_ip", null)
  proxy_protocol_v2                 = lookup(each.value, "proxy_protocol_v2", null)
  slow_start                        = lookup(each.value, "slow_start", null)
  tags                              = merge(local.tags, lookup(each.value, "tags", {}))

  dynamic "health_check" {
    for_each = [for check in [lookup(each.value, "health_check", {})] : check if length(check) > 0]
    content {
      enabled             = lookup(health_check.value, "enabled", null)
      path                = lookup(health_check.value, "path", null)
      port                = lookup(health_check.value, "port", null)
      protocol            = lookup(health_check.value, "protocol", null)
      matcher             = lookup(health_check.value, "matcher", null)
      interval            = lookup(health_check.value, "interval", null)
      timeout             = lookup(health_check.value, "timeout", null)
      healthy_threshold   = lookup(health_check.value, "healthy_threshold", null)
      unhealthy_threshold = lookup(health_check.value, "unhealthy_threshold", null)
    }
  }

  dynamic "stickiness" {
    for_each = [for sticky in [lookup(each.value, "stickiness", {})] : sticky if length(sticky) > 0]
    content {
      type            = var.load_balancer_type == "network" ? "source_ip" : stickiness.value.type
      enabled         = lookup(stickiness.value, "enabled", true)
      cookie_name     = lookup(stickiness.value, "cookie_name", null)
      cookie_duration = lookup(stickiness.value, "cookie_duration", null)
    }
  }

  # a listener that points at the old group holds it until the new one stands
  lifecycle {
    create_before_destroy = true
  }
}

# ECS registers its tasks itself and says so by create_attachment = false.
resource "aws_lb_target_group_attachment" "this" {
  for_each = { for key, group in local.groups : key => group if lookup(group, "create_attachment", true) }

  target_group_arn  = aws_lb_target_group.this[each.key].arn
  target_id         = each.value.target_id
  port              = lookup(each.value, "port", var.default_port)
  availability_zone = lookup(each.value, "availability_zone", null)
}
