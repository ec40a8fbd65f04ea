# New tasks start in the idle target group (green), a share of the requests goes to them, then all; blue stays for a while
# and takes everything back when an alarm rings.

resource "aws_codedeploy_app" "this" {
  name             = var.name
  compute_platform = "ECS"

  tags = var.tags
}

resource "aws_codedeploy_deployment_config" "this" {
  deployment_config_name = var.name
  compute_platform       = "ECS"

  traffic_routing_config {
    type = "TimeBasedCanary"

    time_based_canary {
      percentage = var.canary.percentage
      interval   = var.canary.minutes
    }
  }
}

resource "aws_codedeploy_deployment_group" "this" {
  app_name               = aws_codedeploy_app.this.name
  deployment_group_name  = var.name
  deployment_config_name = aws_codedeploy_deployment_config.this.deployment_config_name
  service_role_arn       = aws_iam_role.this.arn

  deployment_style {
    deployment_option = "WITH_TRAFFIC_CONTROL"
    deployment_type   = "BLUE_GREEN"
  }

  ecs_service {
    cluster_name = var.cluster_name
    service_name = var.service_name
  }

  load_balancer_info {
    target_group_pair_info {
      prod_traffic_route {
        listener_arns = [var.listener_arn]
      }

      # Smoke tests reach green here before any client does.
      dynamic "test_traffic_route" {
        for_each = var.test_listener_arn == null ? [] : [var.test_listener_arn]

        content {
          listener_arns = [test_traffic_route.value]
        }
      }

      dynamic "target_group" {
        for_each = var.target_group_names

        content {
          name = target_group.value
        }
      }
    }
  }

  blue_green_deployment_config {
    deployment_ready_option {
      action_on_timeout = "CONTINUE_DEPLOYMENT"
    }

    terminate_blue_instances_on_deployment_success {
      action                           = "TERMINATE"
      termination_wait_time_in_minutes = var.keep_blue_minutes
    }
  }

  # An alarm stops a deployment while it runs, and while blue is still there.
  alarm_configuration {
    enabled                   = true
    alarms                    = var.alarm_names
    ignore_poll_alarm_failure = false # who cannot see does not go on
  }

  auto_rollback_configuration {
    enabled = true
    events  = ["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM"]
  }

  tags = var.tags
}
