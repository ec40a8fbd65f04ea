terraform {
  source = "tfr:///terraform-aws-modules/ecs/aws//modules/service?version=${local.env.versions.ecs}"
}

locals {
  org    = read_terragrunt_config(find_in_parent_folders("organization.hcl")).locals
  env    = read_terragrunt_config(find_in_parent_folders("env.hcl")).locals
  region = read_terragrunt_config(find_in_parent_folders("region.hcl")).locals
  common = read_terragrunt_config("${dirname(find_in_parent_folders("root.hcl"))}/_envcommon/containers.hcl").locals
  here   = dirname(find_in_parent_folders("region.hcl"))

  size  = local.env.services.inference
  port  = local.org.services.inference.port
  image = local.env.images.inference
  tag   = startswith(local.image, "sha256:") ? "@${local.image}" : ":${local.image}"
  gpu   = local.env.parts.gpu
  efs   = local.env.parts.efs
}

dependency "cluster" {
  config_path = "${local.here}/compute/ecs-cluster"
}

dependency "vpc" {
  config_path = "${local.here}/network/vpc"
}

dependency "security_groups" {
  config_path = "${local.here}/network/security-groups"
}

dependency "alb" {
  config_path = "${local.here}/network/alb"
}

dependency "discovery" {
  config_path = "${local.here}/compute/service-discovery"
}

# Images are pushed in the primary region, and pulled from the copy in this one.
dependency "ecr" {
  config_path = "${dirname(local.here)}/${local.env.regions.primary}/compute/ecr"
}

dependency "log_groups" {
  config_path = "${local.here}/monitoring/log-groups"
}

dependency "kms" {
  config_path = "${local.here}/security/kms"
}

dependency "models" {
  config_path = "${local.here}/storage/s3-models"
}

dependency "efs" {
  config_path = "${local.here}/storage/efs"
  enabled     = local.efs
}

# ECS refuses a target group that no listener leads to.
dependencies {
  paths = ["${local.here}/network/alb-listeners"]
}

inputs = {
  name        = "${local.org.name}-${local.env.name}-inference"
  cluster_arn = dependency.cluster.outputs.arn

  # Rolling: blue and green would need every GPU twice. Where there is one instance, even a rolling update has no room
  # for the new task beside the old one.
  deployment_controller              = { type = "ECS" }
  deployment_circuit_breaker         = { enable = true, rollback = true }
  deployment_minimum_healthy_percent = local.gpu && local.env.gpu.max == 1 ? 0 : 50
  force_new_deployment               = false # a new image is a new task definition

  requires_compatibilities   = [local.gpu ? "EC2" : "FARGATE"]
  capacity_provider_strategy = { one = { capacity_provider = local.gpu ? "gpu" : "FARGATE", weight = 1 } }
  cpu                        = local.size.cpu
  memory                     = local.size.memory

  subnet_ids            = dependency.vpc.outputs.private_subnets
  create_security_group = false
  security_group_ids    = [dependency.security_groups.outputs.ids["inference"]]

  load_balancer = {
    service = {
      target_group_arn = dependency.alb.outputs.target_groups["inference"].arn
      container_name   = "inference"
      container_port   = local.port
    }
  }
  health_check_grace_period_seconds = 300 # a model is loaded before the first answer

  service_registries = {
    registry_arn = dependency.discovery.outputs.service_arns["inference"]
  }

  enable_execute_command = local.env.execute_command
  propagate_tags         = "SERVICE" # tasks are what is paid for
  skip_destroy           = true      # a rollback needs the older revisions

  volume = merge(local.common.volumes, {
    for name, point in { models = try(dependency.efs.outputs.access_points["models"].id, null) } : name => {
      efs_volume_configuration = {
        file_system_id       = dependency.efs.outputs.id
        transit_encryption   = "ENABLED"
        authorization_config = { access_point_id = point, iam = "ENABLED" }
      }
    } if local.efs
  })

  container_definitions = {
    inference = merge(local.common.hardening, {
      essential = true
      image     = "${replace(dependency.ecr.outputs.repository_urls["inference"], local.env.regions.primary, local.region.name)}${local.tag}"

      resource_requirements = local.gpu ? [{ type = "GPU", value = "1" }] : []

      port_mappings = [{
        name          = "inference"
        containerPort = local.port
        hostPort      = local.port
        protocol      = "tcp"
      }]

      mount_points = concat(
        local.common.hardening.mount_points,
        [for path in ["/models"] : { sourceVolume = "models", containerPath = path, readOnly = false } if local.efs],
      )

      environment = concat(local.common.tracing_environment, [
        { name = "ENVIRONMENT", value = local.env.name },
        { name = "MODELS_BUCKET", value = dependency.models.outputs.s3_bucket_id },
        { name = "MODELS_CACHE", value = local.efs ? "/models" : "/tmp" }, # a model comes from S3 once, then from here
        { name = "OTEL_SERVICE_NAME", value = "inference" },
        { name = "PORT", value = tostring(local.port) },
      ])

      dependencies = [{ containerName = "collector", condition = "START" }]

      create_cloudwatch_log_group = false
      log_configuration = {
        logDriver = "awslogs"
        options = merge(local.common.log_options, {
          awslogs-group  = dependency.log_groups.outputs.names["inference"]
          awslogs-region = local.region.name
        })
      }
    })

    collector = merge(local.common.collector, {
      create_cloudwatch_log_group = false
      log_configuration = {
        logDriver = "awslogs"
        options = merge(local.common.log_options, {
          awslogs-group  = dependency.log_groups.outputs.names["collector"]
          awslogs-region = local.region.name
        })
      }
    })
  }

  # Every secret and parameter of the account, unless said otherwise.
  task_exec_secret_arns    = []
  task_exec_ssm_param_arns = []

  tasks_iam_role_statements = merge(
    {
      tracing = local.common.tracing_statement
      models = {
        sid       = "ReadModels"
        actions   = ["s3:GetObject"]
        resources = ["${dependency.models.outputs.s3_bucket_arn}/*"]
      }
      find-models = {
        sid       = "ListModels"
        actions   = ["s3:ListBucket"]
        resources = [dependency.models.outputs.s3_bucket_arn]
      }
      key = {
        sid       = "Decrypt"
        actions   = ["kms:Decrypt"]
        resources = [dependency.kms.outputs.key_arn]
      }
    },
    {
      for name, arn in { files = try(dependency.efs.outputs.arn, null) } : name => {
        sid                    = "KeepModels"
        actions                = ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"]
        resources              = [arn]
      } if local.efs
    },
    {
      for name, statement in {
        exec-log = {
          sid       = "RecordShell"
          actions   = ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"]
          resources = ["${dependency.log_groups.outputs.arns["exec"]}:*"]
        }
        exec-find = {
          sid       = "FindGroup"
          actions   = ["logs:DescribeLogGroups"]
          resources = ["*"] # a list: it has no resource
        }
      } : name => statement if local.env.execute_command
    },
  )

  # By requests: the processor says nothing of how busy the GPU is. Sixty a minute is what one holds with room for a burst.
  desired_count            = local.size.min
  autoscaling_min_capacity = local.size.min
  autoscaling_max_capacity = local.size.max
  autoscaling_policies = {
    requests = {
      policy_type = "TargetTrackingScaling"
      target_tracking_scaling_policy_configuration = {
        predefined_metric_specification = {
          predefined_metric_type = "ALBRequestCountPerTarget"
          resource_label         = "${dependency.alb.outputs.arn_suffix}/${dependency.alb.outputs.target_groups["inference"].arn_suffix}"
        }
        target_value       = 60
        scale_in_cooldown  = 900 # an instance is paid for a while anyway, and takes five minutes to come back
        scale_out_cooldown = 60
      }
    }
  }
  autoscaling_scheduled_actions = { for name, action in local.size.schedules : name => merge(action, { timezone = local.region.timezone }) }
}
