locals {
  scale  = local.serve && var.enable_autoscaling && !local.daemon
  target = one(aws_appautoscaling_target.this)
}

resource "aws_appautoscaling_target" "this" {
  count = local.scale ? 1 : 0

  service_namespace  = "ecs"
  scalable_dimension = "ecs:service:DesiredCount"
  resource_id        = "service/${try(split("/", var.cluster_arn)[1], "")}/${local.service.name}"
  min_capacity       = min(var.desired_count, var.autoscaling_min_capacity)
  max_capacity       = max(var.desired_count, var.autoscaling_max_capacity)
  tags               = var.tags
}

resource "aws_appautoscaling_policy" "this" {
  for_each = { for key, policy in var.autoscaling_policies : key => policy if local.scale }

  name               = lookup(each.value, "name", each.key)
  policy_type        = lookup(each.value, "policy_type", "TargetTrackingScaling")
  service_namespace  = local.target.service_namespace
  scalable_dimension = local.target.scalable_dimension
  resource_id        = local.target.resource_id

  dynamic "target_tracking_scaling_policy_configuration" {
    for_each = [for key, tracking in each.value : tracking if key == "target_tracking_scaling_policy_configuration" && lookup(each.value, "policy_type", "") == "TargetTrackingScaling"]
    iterator = tracking
    content {
      target_value       = lookup(tracking.value, "target_value", 75)
      scale_in_cooldown  = lookup(tracking.value, "scale_in_cooldown", 300)
      scale_out_cooldown = lookup(tracking.value, "scale_out_cooldown", 60)
      disable_scale_in   = lookup(tracking.value, "disable_scale_in", null)

      dynamic "predefined_metric_specification" {
        for_each = [for key, metric in tracking.value : metric if key == "predefined_metric_specification"]
        iterator = metric
        content {
          predefined_metric_type = metric.value.predefined_metric_type
          resource_label         = lookup(metric.value, "resource_label", null)
        }
      }

      dynamic "customized_metric_specification" {
        for_each = [for key, metric in tracking.value : metric if key == "customized_metric_specification"]
        iterator = metric
        content {
          namespace   = metric.value.namespace
          metric_name = metric.value.metric_name
          statistic   = metric.value.statistic
          unit        = lookup(metric.value, "unit", null)

          dynamic "dimensions" {
            for_each = lookup(metric.value, "dimensions", [])
            content {
              name  = dimensions.value.name
              value = dimensions.value.value
            }
          }
        }
      }
    }
  }

  dynamic "step_scaling_policy_configuration" {
    for_each = [for key, steps in each.value : steps if key == "step_scaling_policy_configuration"]
    iterator = steps
    content {
      adjustment_type          = lookup(steps.value, "adjustment_type", null)
      cooldown                 = lookup(steps.value, "cooldown", null)
      metric_aggregation_type  = lookup(steps.value, "metric_aggregation_type", null)
      min_adjustment_magnitude = lookup(steps.value, "min_adjustment_magnitude", null)

      dynamic "step_adjustment" {
        for_each = lookup(steps.value, "step_adjustment", [])
        content {
          scaling_adjustment          = lookup(step_adjustment.value, "scaling_adjustment", null)
          metric_interval_lower_bound = lookup(step_adjustment.value, "metric_interval_lower_bound", null)
          metric_interval_upper_bound = lookup(step_adjustment.value, "metric_interval_upper_bound", null)
        }
      }
    }
  }
}

resource "aws_appautoscaling_scheduled_action" "this" {
  for_each = { for key, action in var.autoscaling_scheduled_actions : key => action if local.scale }

  name               = lookup(each.value, "name", each.key)
  service_namespace  = local.target.service_namespace
  scalable_dimension = local.target.scalable_dimension
  resource_id        = local.target.resource_id
  schedule           = each.value.schedule
  timezone           = lookup(each.value, "timezone", null)
  start_time         = lookup(each.value, "start_time", null)
  end_time           = lookup(each.value, "end_time", null)

  scalable_target_action {
    min_capacity = each.value.min_capacity
    max_capacity = each.value.max_capacity
  }
}
