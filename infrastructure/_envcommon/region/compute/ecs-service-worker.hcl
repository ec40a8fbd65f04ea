terraform {
  source = "tfr:///terraform-aws-modules/ecs/aws//modules/service?version=${local.env.versions.ecs}"
}

locals {
  org     = read_terragrunt_config(find_in_parent_folders("organization.hcl")).locals
  account = read_terragrunt_config(find_in_parent_folders("account.hcl")).locals
  env     = read_terragrunt_config(find_in_parent_folders("env.hcl")).locals
  region  = read_terragrunt_config(find_in_parent_folders("region.hcl")).locals
  common  = read_terragrunt_config("${dirname(find_in_parent_folders("root.hcl"))}/_envcommon/containers.hcl").locals
  here    = dirname(find_in_parent_folders("region.hcl"))

  size  = local.env.services.worker
  image = local.env.images.worker
  tag   = startswith(local.image, "sha256:") ? "@${local.image}" : ":${local.image}"

  # In the secondary region there is a database only where one is copied.
  database = local.region.role == "primary" || local.env.parts.global_database

  # Environment variables by secret; what stands behind an ARN picks a key of the secret's document.
  secrets = merge(
    { PROVIDER_KEY = { name = "provider", key = "" } },
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

inputs = {
  name        = "${local.org.name}-${local.env.name}-worker"
  cluster_arn = dependency.cluster.outputs.arn

  # Nobody is connected to a worker: ECS replaces the tasks in turns, and goes back by itself when the new ones fail.
  deployment_controller      = { type = "ECS" }
  deployment_circuit_breaker = { enable = true, rollback = true }
  force_new_deployment       = false # a new image is a new task definition

  # Four of five on spot, at less than a third of the price: a job that is cut off is taken up again from the queue.
  # The first task is not, so that the queue moves even when there is no spot to be had.
  capacity_provider_strategy = {
    spot      = { capacity_provider = "FARGATE_SPOT", weight = 4 }
    on-demand = { capacity_provider = "FARGATE", weight = 1, base = 1 }
  }
  cpu    = local.size.cpu
  memory = local.size.memory

  subnet_ids            = dependency.vpc.outputs.private_subnets
  create_security_group = false
  security_group_ids    = [dependency.security_groups.outputs.ids["worker"]]

  enable_execute_command = local.env.execute_command
  propagate_tags         = "SERVICE" # tasks are what is paid for
  skip_destroy           = true      # a rollback needs the older revisions
  volume                 = local.common.volumes

  container_definitions = {
    worker = merge(local.common.hardening, {
      essential    = true
      image        = "${replace(dependency.ecr.outputs.repository_urls["worker"], local.env.regions.primary, local.region.name)}${local.tag}"
      stop_timeout = 120 # all that Fargate gives: spot warns two minutes ahead

      environment = concat(local.common.tracing_environment, [
        { name = "ARTIFACTS_BUCKET", value = dependency.artifacts.outputs.s3_bucket_id },
        { name = "CACHE_HOST", value = dependency.redis.outputs.configuration_endpoint },
        { name = "CACHE_PORT", value = tostring(dependency.redis.outputs.port) },
        { name = "CACHE_USER", value = dependency.redis.outputs.users["worker"].name }, # logs in by the task's role
        { name = "ENVIRONMENT", value = local.env.name },
        { name = "INFERENCE_URL", value = "http://inference.${dependency.discovery.outputs.namespace_name}:${local.org.services.inference.port}" },
        { name = "JOBS_QUEUE_URL", value = dependency.queue.outputs.queue_url },
        { name = "OTEL_SERVICE_NAME", value = "worker" },
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

      dependencies = [{ containerName = "collector", condition = "START" }]

      create_cloudwatch_log_group = false
      log_configuration = {
        logDriver = "awslogs"
        options = merge(local.common.log_options, {
          awslogs-group  = dependency.log_groups.outputs.names["worker"]
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
        resources = [dependency.redis.outputs.arn, dependency.redis.outputs.users["worker"].arn]
      }
      jobs = {
        sid       = "TakeJobs"
        actions   = ["sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"]
        resources = [dependency.queue.outputs.queue_arn]
      }
      backlog = {
        sid       = "CountTasks"
        actions   = ["ecs:DescribeServices"]
        resources = ["arn:aws:ecs:${local.region.name}:${local.account.id}:service/${dependency.cluster.outputs.name}/${local.org.name}-${local.env.name}-worker"]
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

  desired_count            = local.size.min
  autoscaling_min_capacity = local.size.min
  autoscaling_max_capacity = local.size.max

  # By what waits for each task, which the workers measure themselves: the queue's length alone says nothing of how many
  # are at it. Ten jobs are done in the minutes that a new task takes to start.
  autoscaling_policies = merge(local.common.scaling_policies, {
    backlog = {
      policy_type = "TargetTrackingScaling"
      target_tracking_scaling_policy_configuration = {
        customized_metric_specification = {
          namespace   = local.org.name
          metric_name = "BacklogPerTask"
          statistic   = "Average"
          dimensions  = [{ name = "Environment", value = local.env.name }]
        }
        target_value       = 10
        scale_in_cooldown  = 300
        scale_out_cooldown = 60
      }
    }
  })
  autoscaling_scheduled_actions = { for name, action in local.size.schedules : name => merge(action, { timezone = local.region.timezone }) }
}
