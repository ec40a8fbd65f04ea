data "aws_region" "current" {}

data "aws_partition" "current" {}

data "aws_caller_identity" "current" {}

locals {
  left_out = lookup(var.deployment_controller, "type", "") == "EXTERNAL"
  serve    = var.create && var.create_service && !local.left_out
  define   = var.create && var.create_task_definition
  fargate  = var.launch_type == "FARGATE"
  daemon   = var.scheduling_strategy == "DAEMON"
  service  = one(concat(aws_ecs_service.this[*], aws_ecs_service.ignore_task_definition[*]))
}
