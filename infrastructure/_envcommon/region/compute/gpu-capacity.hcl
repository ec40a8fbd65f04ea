terraform {
  source = "tfr:///terraform-aws-modules/autoscaling/aws?version=${local.env.versions.autoscaling}"
}

locals {
  org    = read_terragrunt_config(find_in_parent_folders("organization.hcl")).locals
  env    = read_terragrunt_config(find_in_parent_folders("env.hcl")).locals
  region = read_terragrunt_config(find_in_parent_folders("region.hcl")).locals
  here   = dirname(find_in_parent_folders("region.hcl"))
  name   = "${local.org.name}-${local.env.name}"
  gpu    = local.env.gpu
}

dependency "vpc" {
  config_path = "${local.here}/network/vpc"
}

dependency "security_groups" {
  config_path = "${local.here}/network/security-groups"
}

dependency "kms" {
  config_path = "${local.here}/security/kms"
}

# Fargate has no GPU: these instances join the cluster, which starts and stops them by the tasks that wait for one. The
# cluster needs this group to make its capacity provider, so the group knows the cluster by its name only.
inputs = {
  name            = "${local.name}-gpu"
  use_name_prefix = false # a capacity provider is bound to the name

  vpc_zone_identifier = dependency.vpc.outputs.private_subnets
  security_groups     = [dependency.security_groups.outputs.ids["gpu"]]

  # The image that AWS keeps for ECS and GPUs, looked up when an instance starts.
  image_id      = "resolve:ssm:/aws/service/ecs/optimized-ami/amazon-linux-2023/gpu/recommended/image_id"
  instance_type = local.gpu.types[0]

  # Tasks get no credentials of the instance. A spot instance that is taken back hands on its tasks first.
  user_data = base64encode(<<-EOT
    #!/bin/bash
    cat >> /etc/ecs/ecs.config <<'CONFIG'
    ECS_CLUSTER=${local.name}
    ECS_ENABLE_GPU_SUPPORT=true
    ECS_ENABLE_SPOT_INSTANCE_DRAINING=true
    ECS_AWSVPC_BLOCK_IMDS=true
    CONFIG
  EOT
  )

  metadata_options = {
    http_endpoint               = "enabled"
    http_tokens                 = "required" # version 2 only
    http_put_response_hop_limit = 1          # and not for containers
  }

  block_device_mappings = [{
    device_name = "/dev/xvda"
    ebs = {
      volume_type           = "gp3"
      volume_size           = local.gpu.volume_gib
      encrypted             = true
      kms_key_id            = dependency.kms.outputs.key_arn
      delete_on_termination = true
    }
  }]

  create_iam_instance_profile = true
  iam_role_name               = "${local.name}-gpu-${local.region.short}"
  iam_role_use_name_prefix    = false
  iam_role_policies = {
    ecs = "arn:aws:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role"
    ssm = "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore" # patches, and a shell that is recorded, without SSH
  }

  # Spot where it is least likely to be taken back soon.
  use_mixed_instances_policy = true
  mixed_instances_policy = {
    instances_distribution = {
      on_demand_base_capacity                  = local.gpu.on_demand_base
      on_demand_percentage_above_base_capacity = local.gpu.on_demand_share
      spot_allocation_strategy                 = "price-capacity-optimized"
    }
    override = [for type in local.gpu.types : { instance_type = type }]
  }

  min_size                        = local.gpu.min
  max_size                        = local.gpu.max
  ignore_desired_capacity_changes = true    # the cluster's to move
  protect_from_scale_in           = true    # the cluster lifts it from instances without tasks
  capacity_rebalance              = true    # a new instance before the warned one goes
  max_instance_lifetime           = 1209600 # two weeks: then it starts from today's image

  # ECS sets this tag itself and would be undone.
  autoscaling_group_tags = { AmazonECSManaged = "true" }

  # The second one is what security/patching goes by.
  tag_specifications = [
    for type in ["instance", "volume"] : {
      resource_type = type
      tags          = merge({ Name = "${local.name}-gpu" }, type == "instance" ? { PatchGroup = local.env.name } : {})
    }
  ]

  scaling_policies = {
    forecast = {
      policy_type = "PredictiveScaling"
      predictive_scaling_configuration = {
        mode                         = local.gpu.predictive
        scheduling_buffer_time       = 300 # an instance takes its five minutes
        max_capacity_breach_behavior = "HonorMaxCapacity"
        metric_specification = {
          target_value = 70
          predefined_metric_pair_specification = {
            predefined_metric_type = "ASGCPUUtilization"
            resource_label         = "" # for load balancers only
          }
        }
      }
    }
  }

  schedules = { for name, schedule in local.gpu.schedules : name => merge(schedule, { time_zone = local.region.timezone }) }
}
