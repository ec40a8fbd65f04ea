terraform {
  source = "tfr:///terraform-aws-modules/ecs/aws//modules/service?version=${local.env.versions.ecs}"
}

locals {
  org    = read_terragrunt_config(find_in_parent_folders("organization.hcl")).locals
  env    = read_terragrunt_config(find_in_parent_folders("env.hcl")).locals
  region = read_terragrunt_config(find_in_parent_folders("region.hcl")).locals
  common = read_terragrunt_config("${dirname(find_in_parent_folders("root.hcl"))}/_envcommon/containers.hcl").locals
  here   = dirname(find_in_parent_folders("region.hcl"))

  size  = local.env.services.api
  port  = local.org.services.api.port
  image = local.env.images.api
  tag   = startswith(local.image, "sha256:") ? "@${local.image}" : ":${local.image}"

  # In the secondary region there is a database only where one is copied.
  database = local.region.role == "primary" || local.env.parts.global_database

  # Environment variables by secret; what stands behind an ARN picks a key of the secret's document.
  secrets = merge(
    { SIGNING_KEY = { name = "signing", key = "" } },
    {
      for key in ["username", "password"] : "DATABASE_${upper(key)}" => {
        name = "database"
        key  = ":${key}::"
      } if local.database
    },
  )
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

dependency "secrets" {
  config_path = "${local.here}/security/secrets"
}

dependency "aurora" {
  config_path = "${local.here}/storage/aurora"
  enabled     = local.database
}

dependency "redis" {
  config_path = "${local.here}/storage/redis"
}

dependency "queue" {
  config_path = "${local.here}/compute/jobs-queue"
}

dependency "artifacts" {
  config_path = "${local.here}/storage/s3-artifacts"
}

dependency "efs" {
  config_path = "${local.here}/storage/efs"
  enabled     = local.env.parts.efs
}

# ECS refuses a target group that no listener leads to.
dependencies {
  paths = ["${local.here}/network/alb-listeners"]
}

inputs = {
  name        = "${local.org.name}-${local.env.name}-api"
  cluster_arn = dependency.cluster.outputs.arn

  # CodeDeploy starts new tasks in the other target group and moves the listener. Terraform makes the service and the
  # first task definition; from then on both sides of the move belong to CodeDeploy. It rolls back by alarms: the
  # circuit breaker and forced deployments are for rolling updates, and ECS refuses them here.
  deployment_controller          = { type = "CODE_DEPLOY" }
  ignore_task_definition_changes = true
  force_new_deployment           = false

  launch_type = "FARGATE" # not spot: a client is waiting
  cpu         = local.size.cpu
  memory      = local.size.memory

  subnet_ids            = dependency.vpc.outputs.private_subnets
  create_security_group = false
  security_group_ids    = [dependency.security_groups.outputs.ids["api"]]

  load_balancer = {
    service = {
      target_group_arn = dependency.alb.outputs.target_groups["blue"].arn
      container_name   = "api"
      container_port   = local.port
    }
  }
  health_check_grace_period_seconds = 60

  service_registries = {
    registry_arn = dependency.discovery.outputs.service_arns["api"]
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
    } if local.env.parts.efs
  })

  container_definitions = {
    api = merge(local.common.hardening, {
      essential = true
      image     = "${replace(dependency.ecr.outputs.repository_urls["api"], local.env.regions.primary, local.region.name)}${local.tag}"

      port_mappings = [{
        name          = "api"
        containerPort = local.port
        hostPort      = local.port
        protocol      = "tcp"
      }]

      # Which models there are; inference writes them.
      mount_points = concat(
        local.common.hardening.mount_points,
        [for path in ["/models"] : { sourceVolume = "models", containerPath = path, readOnly = true } if local.env.parts.efs],
      )

      environment = concat(local.common.tracing_environment, [
        { name = "ARTIFACTS_BUCKET", value = dependency.artifacts.outputs.s3_bucket_id },
        { name = "CACHE_HOST", value = dependency.redis.outputs.configuration_endpoint },
        { name = "CACHE_PORT", value = tostring(dependency.redis.outputs.port) },
        { name = "CACHE_USER", value = dependency.redis.outputs.users["api"].name }, # logs in by the task's role
        { name = "ENVIRONMENT", value = local.env.name },
        { name = "INFERENCE_URL", value = "http://inference.${dependency.discovery.outputs.namespace_name}:${local.org.services.inference.port}" },
        { name = "JOBS_QUEUE_URL", value = dependency.queue.outputs.queue_url },
        { name = "OTEL_SERVICE_NAME", value = "api" },
        { name = "PORT", value = tostring(local.port) },
        ], [
        for name, value in {
          DATABASE_HOST        = try(dependency.aurora.outputs.cluster_endpoint, null)
          DATABASE_READER_HOST = try(dependency.aurora.outputs.cluster_reader_endpoint, null)
          DATABASE_PORT        = try(tostring(dependency.aurora.outputs.cluster_port), null)
          DATABASE_NAME        = try(dependency.aurora.outputs.cluster_database_name, null)
        } : { name = name, value = value } if local.database
      ])

      secrets = [
        for variable, from in local.secrets : {
          name      = variable
          valueFrom = "${dependency.secrets.outputs.arns[from.name]}${from.key}"
        }
      ]

      # The load balancer asks from outside; this one restarts a task that hangs while no target group is asking.
      health_check = {
        command     = ["CMD-SHELL", "curl -fsS http://localhost:${local.port}${local.org.health_path} || exit 1"]
        interval    = 30
        timeout     = 5
        retries     = 3
        startPeriod = 60
      }

      dependencies = [{ containerName = "collector", condition = "START" }]

      create_cloudwatch_log_group = false
      log_configuration = {
        logDriver = "awslogs"
        options = merge(local.common.log_options, {
          awslogs-group  = dependency.log_groups.outputs.names["api"]
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
  task_exec_secret_arns    = [for secret in distinct(values(local.secrets)[*].name) : dependency.secrets.outputs.arns[secret]]
  task_exec_ssm_param_arns = []
  task_exec_iam_statements = {
    key = {
      sid       = "OpenSecrets"
      actions   = ["kms:Decrypt"]
      resources = [dependency.kms.outputs.key_arn]
    }
  }

  tasks_iam_role_statements = merge(
    {
      tracing = local.common.tracing_statement
      cache = {
        sid       = "Sessions"
        actions   = ["elasticache:Connect"]
        resources = [dependency.redis.outputs.arn, dependency.redis.outputs.users["api"].arn]
      }
      jobs = {
        sid       = "SendJobs"
        actions   = ["sqs:GetQueueAttributes", "sqs:SendMessage"]
        resources = [dependency.queue.outputs.queue_arn]
      }
      artifacts = {
        sid       = "Artifacts"
        actions   = ["s3:GetObject", "s3:PutObject"]
        resources = ["${dependency.artifacts.outputs.s3_bucket_arn}/*"]
      }
      key = {
        sid       = "Key"
        actions   = ["kms:Decrypt", "kms:GenerateDataKey"] # jobs and artifacts, and what is typed in a shell
        resources = [dependency.kms.outputs.key_arn]
      }
    },
    {
      for name, arn in { files = try(dependency.efs.outputs.arn, null) } : name => {
        sid                    = "SeeModels"
        actions                = ["elasticfilesystem:ClientMount"]
        resources              = [arn]
      } if local.env.parts.efs
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

  # By load, not by requests for each target: that metric belongs to one target group, and here they take turns.
  desired_count                 = local.size.min
  autoscaling_min_capacity      = local.size.min
  autoscaling_max_capacity      = local.size.max
  autoscaling_policies          = local.common.scaling_policies
  autoscaling_scheduled_actions = { for name, action in local.size.schedules : name => merge(action, { timezone = local.region.timezone }) }
}
