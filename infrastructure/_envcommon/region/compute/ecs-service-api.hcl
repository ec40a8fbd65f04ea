terraform {
  source = "tfr:///terraform-aws-modules/ecs/aws//modules/service?version=5.12.1"
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

dependency "ecr" {
  config_path = "${local.here}/compute/ecr"
}

dependency "log_groups" {
  config_path = "${local.here}/monitoring/log-groups"
}

dependency "kms" {
  config_path = "${local.here}/security/kms"
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
  volume                 = local.common.volumes

  container_definitions = {
    api = merge(local.common.hardening, {
      essential = true
      image     = "${dependency.ecr.outputs.repository_urls["api"]}${startswith(local.image, "sha256:") ? "@" : ":"}${local.image}"

      port_mappings = [{
        name          = "api"
        containerPort = local.port
        hostPort      = local.port
        protocol      = "tcp"
      }]

      environment = concat(local.common.tracing_environment, [
        { name = "ENVIRONMENT", value = local.env.name },
        { name = "INFERENCE_URL", value = "http://inference.${dependency.discovery.outputs.namespace_name}:${local.org.services.inference.port}" },
        { name = "OTEL_SERVICE_NAME", value = "api" },
        { name = "PORT", value = tostring(local.port) },
      ])

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

  # By load, not by requests for each target: that metric belongs to one target group, and here they take turns.
  desired_count                 = local.size.min
  autoscaling_min_capacity      = local.size.min
  autoscaling_max_capacity      = local.size.max
  autoscaling_policies          = local.common.scaling_policies
  autoscaling_scheduled_actions = local.size.schedules
}
