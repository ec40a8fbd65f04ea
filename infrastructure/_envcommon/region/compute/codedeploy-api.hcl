terraform {
  source = "${dirname(find_in_parent_folders("root.hcl"))}/modules//codedeploy-ecs"
}

locals {
  org  = read_terragrunt_config(find_in_parent_folders("organization.hcl")).locals
  env  = read_terragrunt_config(find_in_parent_folders("env.hcl")).locals
  here = dirname(find_in_parent_folders("region.hcl"))
}

dependency "alb" {
  config_path = "${local.here}/network/alb"
}

dependency "listeners" {
  config_path = "${local.here}/network/alb-listeners"
}

dependency "cluster" {
  config_path = "${local.here}/compute/ecs-cluster"
}

dependency "api" {
  config_path = "${local.here}/compute/ecs-service-api"
}

dependency "cloudwatch" {
  config_path = "${local.here}/monitoring/cloudwatch"
}

inputs = {
  name         = "${local.org.name}-${local.env.name}-api"
  cluster_name = dependency.cluster.outputs.name
  cluster_arn  = dependency.cluster.outputs.arn
  service_name = dependency.api.outputs.name

  task_role_arns     = [dependency.api.outputs.tasks_iam_role_arn, dependency.api.outputs.task_exec_iam_role_arn]
  listener_arn       = dependency.listeners.outputs.listener_arns["https"]
  target_group_names = [for colour in ["blue", "green"] : dependency.alb.outputs.target_groups[colour].name]

  canary            = local.env.canary
  keep_blue_minutes = local.env.keep_blue_minutes
  alarm_names       = dependency.cloudwatch.outputs.rollback_alarm_names
}
