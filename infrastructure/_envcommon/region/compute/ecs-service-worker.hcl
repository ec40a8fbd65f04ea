terraform {
  source = "tfr:///terraform-aws-modules/ecs/aws//modules/service?version=5.12.1"
}

locals {
  org    = read_terragrunt_config(find_in_parent_folders("organization.hcl")).locals
  env    = read_terragrunt_config(find_in_parent_folders("env.hcl")).locals
  region = read_terragrunt_config(find_in_parent_folders("region.hcl")).locals
  common = read_terragrunt_config("${dirname(find_in_parent_folders("root.hcl"))}/_envcommon/containers.hcl").locals
  here   = dirname(find_in_parent_folders("region.hcl"))

  size  = local.env.services.worker
  image = local.env.images.worker
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

dependency "ecr" {
  config_path = "${local.here}/compute/ecr"
}

dependency "log_groups" {
  config_path = "${local.here}/monitoring/log-groups"
}

dependency "kms" {
  config_path = "${local.here}/security/kms"
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
      image        = "${dependency.ecr.outputs.repository_urls["worker"]}${startswith(local.image, "sha256:") ? "@" : ":"}${local.image}"
      stop_timeout = 120 # all that Fargate gives: spot warns two minutes ahead

      environment = concat(local.common.tracing_environment, [
        { name = "ENVIRONMENT", value = local.env.name },
        { name = "INFERENCE_URL", value = "http://inference.${dependency.discovery.outputs.namespace_name}:${local.org.services.inference.port}" },
        { name = "OTEL_SERVICE_NAME", value = "worker" },
      ])

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
  task_exec_secret_arns    = []
  task_exec_ssm_param_arns = []

  tasks_iam_role_statements = merge(
    { tracing = local.common.tracing_statement },
    {
      for name, statement in {
        exec-key = {
          sid       = "EncryptShell"
          actions   = ["kms:Decrypt"]
          resources = [dependency.kms.outputs.key_arn]
        }
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

  desired_count                 = local.size.min
  autoscaling_min_capacity      = local.size.min
  autoscaling_max_capacity      = local.size.max
  autoscaling_policies          = local.common.scaling_policies
  autoscaling_scheduled_actions = local.size.schedules
}
