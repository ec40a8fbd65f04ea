terraform {
  source = "tfr:///terraform-aws-modules/ecs/aws//modules/cluster?version=${local.env.versions.ecs}"
}

locals {
  org  = read_terragrunt_config(find_in_parent_folders("organization.hcl")).locals
  env  = read_terragrunt_config(find_in_parent_folders("env.hcl")).locals
  here = dirname(find_in_parent_folders("region.hcl"))
}

dependency "kms" {
  config_path = "${local.here}/security/kms"
}

dependency "gpu" {
  config_path = "${local.here}/compute/gpu-capacity"
  enabled     = local.env.parts.gpu
}

dependency "log_groups" {
  config_path = "${local.here}/monitoring/log-groups"
}

inputs = {
  cluster_name     = "${local.org.name}-${local.env.name}"
  cluster_settings = [{ name = "containerInsights", value = local.env.container_insights }]

  # Shells in tasks are encrypted with our key and recorded in our group.
  create_cloudwatch_log_group = false
  cluster_configuration = {
    execute_command_configuration = {
      kms_key_id = dependency.kms.outputs.key_arn
      logging    = "OVERRIDE"
      log_configuration = {
        cloud_watch_encryption_enabled = true
        cloud_watch_log_group_name     = dependency.log_groups.outputs.names["exec"]
      }
    }
  }

  # A service that says nothing runs on capacity that AWS does not take back; spot is asked for by the service.
  fargate_capacity_providers = {
    FARGATE      = { default_capacity_provider_strategy = { weight = 1 } }
    FARGATE_SPOT = { default_capacity_provider_strategy = { weight = 0 } }
  }

  # Instances come when a task waits for one, and go when they have none. ECS protects those that have.
  autoscaling_capacity_providers = {
    for name, group in { gpu         = try(dependency.gpu.outputs.autoscaling_group_arn, null) } : name => {
      auto_scaling_group_arn         = group
      managed_termination_protection = "ENABLED"
      managed_scaling = {
        status                    = "ENABLED"
        target_capacity           = 100 # no instance idle: GPUs are the dearest thing here
        minimum_scaling_step_size = 1
        maximum_scaling_step_size = 2
        instance_warmup_period    = 300
      }
    } if local.env.parts.gpu
  }
}
