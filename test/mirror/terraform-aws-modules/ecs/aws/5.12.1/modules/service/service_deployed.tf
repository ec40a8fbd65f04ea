# The same service where something else rolls it, such as CodeDeploy: it moves tasks and target groups.
resource "aws_ecs_service" "ignore_task_definition" {
  count = local.serve && var.ignore_task_definition_changes ? 1 : 0

  name                               = var.name
  cluster                            = var.cluster_arn
  task_definition                    = local.task_definition
  iam_role                           = local.needs_role ? try(aws_iam_role.service[0].arn, var.iam_role_arn) : null
  launch_type                        = length(var.capacity_provider_strategy) > 0 ? null : var.launch_type
  platform_version                   = local.fargate ? var.platform_version : null
  scheduling_strategy                = local.fargate ? "REPLICA" : var.scheduling_strategy
  desired_count                      = local.daemon ? null : var.desired_count
  deployment_maximum_percent         = local.daemon ? null : var.deployment_maximum_percent
  deployment_minimum_healthy_percent = local.daemon ? null : var.deployment_minimum_healthy_percent
  enable_ecs_managed_tags            = var.enable_ecs_managed_tags
  enable_execute_command             = var.enable_execute_command
  force_new_deployment               = var.force_new_deployment
  health_check_grace_period_seconds  = var.health_check_grace_period_seconds
  propagate_tags                     = var.propagate_tags
  triggers                           = var.triggers
  wait_for_steady_state              = var.wait_for_steady_state
  tags                               = merge(var.tags, var.service_tags)

  dynamic "deployment_controller" {
    for_each = [for controller in [var.deployment_controller] : controller if length(controller) > 0]
    content {
      type = lookup(deployment_controller.value, "type", null)
    }
  }

  dynamic "deployment_circuit_breaker" {
    for_each = [for breaker in [var.deployment_circuit_breaker] : breaker if length(breaker) > 0]
    content {
      enable   = deployment_circuit_breaker.value.enable
      rollback = deployment_circuit_breaker.value.rollback
    }
  }

  dynamic "alarms" {
    for_each = [for alarms in [var.alarms] : alarms if length(alarms) > 0]
    content {
      alarm_names = alarms.value.alarm_names
      enable      = lookup(alarms.value, "enable", true)
      rollback    = lookup(alarms.value, "rollback", true)
    }
  }

  dynamic "capacity_provider_strategy" {
    for_each = var.capacity_provider_strategy
    iterator = provider
    content {
      capacity_provider = provider.value.capacity_provider
      base              = lookup(provider.value, "base", null)
      weight            = lookup(provider.value, "weight", null)
    }
  }

  dynamic "load_balancer" {
    for_each = var.load_balancer
    content {
      container_name   = load_balancer.value.container_name
      container_port   = load_balancer.value.container_port
      target_group_arn = lookup(load_balancer.value, "target_group_arn", null)
      elb_name         = lookup(load_balancer.value, "elb_name", null)
    }
  }

  dynamic "network_configuration" {
    for_each = [for mode in [var.network_mode] : mode if mode == "awsvpc"]
    content {
      subnets          = var.subnet_ids
      security_groups  = concat(aws_security_group.this[*].id, var.security_group_ids)
      assign_public_ip = var.assign_public_ip
    }
  }

  dynamic "service_registries" {
    for_each = [for registry in [var.service_registries] : registry if length(registry) > 0]
    content {
      registry_arn   = service_registries.value.registry_arn
      port           = lookup(service_registries.value, "port", null)
      container_name = lookup(service_registries.value, "container_name", null)
      container_port = lookup(service_registries.value, "container_port", null)
    }
  }

  dynamic "service_connect_configuration" {
    for_each = [for connect in [var.service_connect_configuration] : connect if length(connect) > 0]
    iterator = connect
    content {
      enabled   = lookup(connect.value, "enabled", true)
      namespace = lookup(connect.value, "namespace", null)

      dynamic "service" {
        for_each = [for key, service in connect.value : service if key == "service"]
        content {
          port_name             = service.value.port_name
          discovery_name        = lookup(service.value, "discovery_name", null)
          ingress_port_override = lookup(service.value, "ingress_port_override", null)

          dynamic "client_alias" {
            for_each = [for key, alias in service.value : alias if key == "client_alias"]
            content {
              port     = client_alias.value.port
              dns_name = lookup(client_alias.value, "dns_name", null)
            }
          }
        }
      }

      dynamic "log_configuration" {
        for_each = [for key, logs in connect.value : logs if key == "log_configuration"]
        content {
          log_driver = lookup(log_configuration.value, "log_driver", null)
          options    = lookup(log_configuration.value, "options", null)
        }
      }
    }
  }

  dynamic "ordered_placement_strategy" {
    for_each = var.ordered_placement_strategy
    content {
      type  = ordered_placement_strategy.value.type
      field = lookup(ordered_placement_strategy.value, "field", null)
    }
  }

  dynamic "placement_constraints" {
    for_each = var.placement_constraints
    content {
      type       = placement_constraints.value.type
      expression = lookup(placement_constraints.value, "expression", null)
    }
  }

  timeouts {
    create = lookup(var.timeouts, "create", null)
    update = lookup(var.timeouts, "update", null)
    delete = lookup(var.timeouts, "delete", null)
  }

  depends_on = [aws_iam_role_policy_attachment.service]

  lifecycle {
    ignore_changes = [desired_count, task_definition, load_balancer]
  }
}
