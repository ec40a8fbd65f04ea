data "aws_region" "current" {}

locals {
  linux = var.operating_system_family == "LINUX"

  # ECS takes an absent field for its own default, and an empty one for an error
  optional = {
    command               = var.command, dependsOn = var.dependencies, dockerLabels = var.docker_labels
    dockerSecurityOptions = var.docker_security_options, entryPoint = var.entrypoint, environmentFiles = var.environment_files
    firelensConfiguration = var.firelens_configuration, logConfiguration = local.logs, repositoryCredentials = var.repository_credentials
    resourceRequirements  = var.resource_requirements, secrets = var.secrets
    healthCheck           = { for key, value in merge({ interval = 30, retries = 3, timeout = 5 }, var.health_check) : key => value if length(var.health_check) > 0 }
  }
  optional_linux = {
    dnsSearchDomains = var.dns_search_domains, dnsServers = var.dns_servers, extraHosts = var.extra_hosts, links = var.links, ulimits = var.ulimits
    linuxParameters  = merge({ initProcessEnabled = var.enable_execute_command }, var.linux_parameters)
  }
  plain_linux = {
    disableNetworking      = var.disable_networking, privileged = var.privileged, user = var.user
    readonlyRootFilesystem = var.readonly_root_filesystem
  }

  fields = merge(
    { for field, value in local.optional : field => value if length(value) > 0 },
    { for field, value in local.optional_linux : field => value if local.linux && length(value) > 0 },
    { for field, value in local.plain_linux : field => value if local.linux },
    {
      name         = var.name, image = var.image, essential = var.essential, cpu = var.cpu, memory = var.memory
      environment  = var.environment, hostname = var.hostname, interactive = var.interactive, memoryReservation = var.memory_reservation
      mountPoints  = var.mount_points, portMappings = var.port_mappings, pseudoTerminal = var.pseudo_terminal
      startTimeout = var.start_timeout, stopTimeout = var.stop_timeout, systemControls = var.system_controls
      volumesFrom  = var.volumes_from, workingDirectory = var.working_directory
    },
  )
}

locals {
  log_name = coalesce(var.cloudwatch_log_group_name, "/aws/ecs/${var.service}/${var.name}")
  own_logs = {
    logDriver = "awslogs"
    options = {
      awslogs-region        = data.aws_region.current.name
      awslogs-group         = try(aws_cloudwatch_log_group.this[0].name, "")
      awslogs-stream-prefix = "ecs"
    }
  }
  logs = merge({ for key, value in local.own_logs : key => value if var.enable_cloudwatch_logging }, var.log_configuration)
}

resource "aws_cloudwatch_log_group" "this" {
  count = var.enable_cloudwatch_logging && var.create_cloudwatch_log_group ? 1 : 0

  name              = var.cloudwatch_log_group_use_name_prefix ? null : local.log_name
  name_prefix       = var.cloudwatch_log_group_use_name_prefix ? "${local.log_name}-" : null
  retention_in_days = var.cloudwatch_log_group_retention_in_days
  kms_key_id        = var.cloudwatch_log_group_kms_key_id
  tags              = var.tags
}
