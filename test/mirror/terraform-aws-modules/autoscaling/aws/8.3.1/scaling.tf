resource "aws_autoscaling_traffic_source_attachment" "this" {
  for_each = { for name, source in var.traffic_source_attachments : name => source if local.create }

  autoscaling_group_name = local.group.id

  traffic_source {
    identifier = each.value.traffic_source_identifier
    type       = try(each.value.traffic_source_type, "elbv2")
  }
}

resource "aws_autoscaling_schedule" "this" {
  for_each = { for name, schedule in var.schedules : name => schedule if local.create && var.create_schedule }

  autoscaling_group_name = local.group.name
  scheduled_action_name  = each.key
  recurrence             = try(each.value.recurrence, null)
  time_zone              = try(each.value.time_zone, null)
  start_time             = try(each.value.start_time, null)
  end_time               = try(each.value.end_time, null)
  min_size               = try(each.value.min_size, null)
  max_size               = try(each.value.max_size, null)
  desired_capacity       = try(each.value.desired_capacity, null)
}

resource "aws_autoscaling_policy" "this" {
  for_each = { for name, policy in local.policy : name => policy if local.create && var.create_scaling_policy }

  name                      = try(each.value.name, each.key)
  autoscaling_group_name    = local.group.name
  policy_type               = try(each.value.policy_type, null)
  adjustment_type           = try(each.value.adjustment_type, null)
  scaling_adjustment        = try(each.value.scaling_adjustment, null)
  min_adjustment_magnitude  = try(each.value.min_adjustment_magnitude, null)
  cooldown                  = try(each.value.cooldown, null)
  estimated_instance_warmup = try(each.value.estimated_instance_warmup, null)
  metric_aggregation_type   = try(each.value.metric_aggregation_type, null)

  dynamic "step_adjustment" {
    for_each = try(each.value.step_adjustment, [])
    iterator = step
    content {
      scaling_adjustment          = step.value.scaling_adjustment
      metric_interval_lower_bound = try(step.value.metric_interval_lower_bound, null)
      metric_interval_upper_bound = try(step.value.metric_interval_upper_bound, null)
    }
  }

  dynamic "target_tracking_configuration" {
    for_each = flatten([try(each.value.target_tracking_configuration, [])])
    iterator = tracking
    content {
      target_value     = tracking.value.target_value
      disable_scale_in = try(tracking.value.disable_scale_in, null)

      dynamic "predefined_metric_specification" {
        for_each = flatten([try(tracking.value.predefined_metric_specification, [])])
        iterator = metric
        content {
          predefined_metric_type = metric.value.predefined_metric_type
          resource_label         = try(metric.value.resource_label, null)
        }
      }

      dynamic "customized_metric_specification" {
        for_each = flatten([try(tracking.value.customized_metric_specification, [])])
        iterator = metric
        content {
          namespace   = try(metric.value.namespace, null)
          metric_name = try(metric.value.metric_name, null)
          statistic   = try(metric.value.statistic, null)
          unit        = try(metric.value.unit, null)

          dynamic "metric_dimension" {
            for_each = flatten([try(metric.value.metric_dimension, [])])
            content {
              name  = metric_dimension.value.name
              value = metric_dimension.value.value
            }
          }
        }
      }
    }
  }

  dynamic "predictive_scaling_configuration" {
    for_each = flatten([try(each.value.predictive_scaling_configuration, [])])
    iterator = forecast
    content {
      mode                         = try(forecast.value.mode, null)
      scheduling_buffer_time       = try(forecast.value.scheduling_buffer_time, null)
      max_capacity_breach_behavior = try(forecast.value.max_capacity_breach_behavior, null)
      max_capacity_buffer          = try(forecast.value.max_capacity_buffer, null)

      dynamic "metric_specification" {
        for_each = flatten([try(forecast.value.metric_specification, [])])
        iterator = metric
        content {
          target_value = metric.value.target_value

          dynamic "predefined_metric_pair_specification" {
            for_each = flatten([try(metric.value.predefined_metric_pair_specification, [])])
            iterator = named
            content {
              predefined_metric_type = named.value.predefined_metric_type
              resource_label         = named.value.resource_label
            }
          }

          dynamic "predefined_load_metric_specification" {
            for_each = flatten([try(metric.value.predefined_load_metric_specification, [])])
            iterator = named
            content {
              predefined_metric_type = named.value.predefined_metric_type
              resource_label         = named.value.resource_label
            }
          }

          dynamic "predefined_scaling_metric_specification" {
            for_each = flatten([try(metric.value.predefined_scaling_metric_specification, [])])
            iterator = named
            content {
              predefined_metric_type = named.value.predefined_metric_type
              resource_label         = named.value.resource_label
            }
          }
        }
      }
    }
  }
}
