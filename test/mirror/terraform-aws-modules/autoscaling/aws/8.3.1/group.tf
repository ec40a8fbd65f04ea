# Two resources for one group: whether changes of its size are ignored cannot be told by a variable.

resource "aws_autoscaling_group" "steady" {
  count = local.create && !var.ignore_desired_capacity_changes ? 1 : 0

  name        = var.use_name_prefix ? null : var.name
  name_prefix = var.use_name_prefix ? "${var.name}-" : null

  availability_zones  = var.availability_zones
  vpc_zone_identifier = var.vpc_zone_identifier
  placement_group     = var.placement_group

  min_size                = var.min_size
  max_size                = var.max_size
  desired_capacity        = var.desired_capacity
  desired_capacity_type   = var.desired_capacity_type
  capacity_rebalance      = var.capacity_rebalance
  default_cooldown        = var.default_cooldown
  default_instance_warmup = var.default_instance_warmup
  max_instance_lifetime   = var.max_instance_lifetime
  protect_from_scale_in   = var.protect_from_scale_in
  suspended_processes     = var.suspended_processes
  termination_policies    = var.termination_policies
  service_linked_role_arn = var.service_linked_role_arn

  health_check_type                = var.health_check_type
  health_check_grace_period        = var.health_check_grace_period
  min_elb_capacity                 = var.min_elb_capacity
  wait_for_elb_capacity            = var.wait_for_elb_capacity
  wait_for_capacity_timeout        = var.wait_for_capacity_timeout
  ignore_failed_scaling_activities = var.ignore_failed_scaling_activities
  force_delete                     = var.force_delete
  enabled_metrics                  = var.enabled_metrics
  metrics_granularity              = var.metrics_granularity

  dynamic "launch_template" {
    for_each = var.use_mixed_instances_policy ? [] : ["alone"]
    content {
      id      = local.template
      version = local.template_version
    }
  }

  dynamic "mixed_instances_policy" {
    for_each = local.mixed
    iterator = mixed
    content {
      dynamic "instances_distribution" {
        for_each = flatten([try(mixed.value.instances_distribution, [])])
        iterator = split
        content {
          on_demand_allocation_strategy            = try(split.value.on_demand_allocation_strategy, null)
          on_demand_base_capacity                  = try(split.value.on_demand_base_capacity, null)
          on_demand_percentage_above_base_capacity = try(split.value.on_demand_percentage_above_base_capacity, null)
          spot_allocation_strategy                 = try(split.value.spot_allocation_strategy, null)
          spot_instance_pools                      = try(split.value.spot_instance_pools, null)
          spot_max_price                           = try(split.value.spot_max_price, null)
        }
      }

      launch_template {
        launch_template_specification {
          launch_template_id = local.template
          version            = local.template_version
        }

        dynamic "override" {
          for_each = try(mixed.value.override, [])
          content {
            instance_type     = try(override.value.instance_type, null)
            weighted_capacity = try(override.value.weighted_capacity, null)

            dynamic "launch_template_specification" {
              for_each = flatten([try(override.value.launch_template_specification, [])])
              content {
                launch_template_id = try(launch_template_specification.value.launch_template_id, null)
              }
            }
          }
        }
      }
    }
  }

  dynamic "instance_maintenance_policy" {
    for_each = length(var.instance_maintenance_policy) > 0 ? [var.instance_maintenance_policy] : []
    content {
      min_healthy_percentage = instance_maintenance_policy.value.min_healthy_percentage
      max_healthy_percentage = instance_maintenance_policy.value.max_healthy_percentage
    }
  }

  dynamic "instance_refresh" {
    for_each = [for refresh in [try(jsondecode(var.instance_refresh), var.instance_refresh)] : refresh if length(refresh) > 0]
    content {
      strategy = instance_refresh.value.strategy
      triggers = try(instance_refresh.value.triggers, null)

      dynamic "preferences" {
        for_each = flatten([try(instance_refresh.value.preferences, [])])
        content {
          instance_warmup              = try(preferences.value.instance_warmup, null)
          min_healthy_percentage       = try(preferences.value.min_healthy_percentage, null)
          max_healthy_percentage       = try(preferences.value.max_healthy_percentage, null)
          auto_rollback                = try(preferences.value.auto_rollback, null)
          skip_matching                = try(preferences.value.skip_matching, null)
          scale_in_protected_instances = try(preferences.value.scale_in_protected_instances, null)
          standby_instances            = try(preferences.value.standby_instances, null)
          checkpoint_delay             = try(preferences.value.checkpoint_delay, null)
          checkpoint_percentages       = try(preferences.value.checkpoint_percentages, null)

          dynamic "alarm_specification" {
            for_each = flatten([try(preferences.value.alarm_specification, [])])
            content {
              alarms = alarm_specification.value.alarms
            }
          }
        }
      }
    }
  }

  dynamic "tag" {
    for_each = local.tags
    content {
      key                 = tag.key
      value               = tag.value
      propagate_at_launch = true
    }
  }

  timeouts {
    delete = var.delete_timeout
  }

  lifecycle {
    create_before_destroy = true
    ignore_changes        = [load_balancers, target_group_arns]
  }
}

# Something else moves its size.
resource "aws_autoscaling_group" "moved" {
  count = local.create && var.ignore_desired_capacity_changes ? 1 : 0

  name        = var.use_name_prefix ? null : var.name
  name_prefix = var.use_name_prefix ? "${var.name}-" : null

  availability_zones  = var.availability_zones
  vpc_zone_identifier = var.vpc_zone_identifier
  placement_group     = var.placement_group

  min_size                = var.min_size
  max_size                = var.max_size
  desired_capacity        = var.desired_capacity
  desired_capacity_type   = var.desired_capacity_type
  capacity_rebalance      = var.capacity_rebalance
  default_cooldown        = var.default_cooldown
  default_instance_warmup = var.default_instance_warmup
  max_instance_lifetime   = var.max_instance_lifetime
  protect_from_scale_in   = var.protect_from_scale_in
  suspended_processes     = var.suspended_processes
  termination_policies    = var.termination_policies
  service_linked_role_arn = var.service_linked_role_arn

  health_check_type                = var.health_check_type
  health_check_grace_period        = var.health_check_grace_period
  min_elb_capacity                 = var.min_elb_capacity
  wait_for_elb_capacity            = var.wait_for_elb_capacity
  wait_for_capacity_timeout        = var.wait_for_capacity_timeout
  ignore_failed_scaling_activities = var.ignore_failed_scaling_activities
  force_delete                     = var.force_delete
  enabled_metrics                  = var.enabled_metrics
  metrics_granularity              = var.metrics_granularity

  dynamic "launch_template" {
    for_each = var.use_mixed_instances_policy ? [] : ["alone"]
    content {
      id      = local.template
      version = local.template_version
    }
  }

  dynamic "mixed_instances_policy" {
    for_each = local.mixed
    iterator = mixed
    content {
      dynamic "instances_distribution" {
        for_each = flatten([try(mixed.value.instances_distribution, [])])
        iterator = split
        content {
          on_demand_allocation_strategy            = try(split.value.on_demand_allocation_strategy, null)
          on_demand_base_capacity                  = try(split.value.on_demand_base_capacity, null)
          on_demand_percentage_above_base_capacity = try(split.value.on_demand_percentage_above_base_capacity, null)
          spot_allocation_strategy                 = try(split.value.spot_allocation_strategy, null)
          spot_instance_pools                      = try(split.value.spot_instance_pools, null)
          spot_max_price                           = try(split.value.spot_max_price, null)
        }
      }

      launch_template {
        launch_template_specification {
          launch_template_id = local.template
          version            = local.template_version
        }

        dynamic "override" {
          for_each = try(mixed.value.override, [])
          content {
            instance_type     = try(override.value.instance_type, null)
            weighted_capacity = try(override.value.weighted_capacity, null)

            dynamic "launch_template_specification" {
              for_each = flatten([try(override.value.launch_template_specification, [])])
              content {
                launch_template_id = try(launch_template_specification.value.launch_template_id, null)
              }
            }
          }
        }
      }
    }
  }

  dynamic "instance_maintenance_policy" {
    for_each = length(var.instance_maintenance_policy) > 0 ? [var.instance_maintenance_policy] : []
    content {
      min_healthy_percentage = instance_maintenance_policy.value.min_healthy_percentage
      max_healthy_percentage = instance_maintenance_policy.value.max_healthy_percentage
    }
  }

  dynamic "instance_refresh" {
    for_each = [for refresh in [try(jsondecode(var.instance_refresh), var.instance_refresh)] : refresh if length(refresh) > 0]
    content {
      strategy = instance_refresh.value.strategy
      triggers = try(instance_refresh.value.triggers, null)

      dynamic "preferences" {
        for_each = flatten([try(instance_refresh.value.preferences, [])])
        content {
          instance_warmup              = try(preferences.value.instance_warmup, null)
          min_healthy_percentage       = try(preferences.value.min_healthy_percentage, null)
          max_healthy_percentage       = try(preferences.value.max_healthy_percentage, null)
          auto_rollback                = try(preferences.value.auto_rollback, null)
          skip_matching                = try(preferences.value.skip_matching, null)
          scale_in_protected_instances = try(preferences.value.scale_in_protected_instances, null)
          standby_instances            = try(preferences.value.standby_instances, null)
          checkpoint_delay             = try(preferences.value.checkpoint_delay, null)
          checkpoint_percentages       = try(preferences.value.checkpoint_percentages, null)

          dynamic "alarm_specification" {
            for_each = flatten([try(preferences.value.alarm_specification, [])])
            content {
              alarms = alarm_specification.value.alarms
            }
          }
        }
      }
    }
  }

  dynamic "tag" {
    for_each = local.tags
    content {
      key                 = tag.key
      value               = tag.value
      propagate_at_launch = true
    }
  }

  timeouts {
    delete = var.delete_timeout
  }

  lifecycle {
    create_before_destroy = true
    ignore_changes        = [desired_capacity, load_balancers, target_group_arns]
  }
}
