locals {
  task = one(aws_ecs_task_definition.this)

  # a deployment outside of Terraform registers revisions too: the newest counts
  revision        = local.define ? max(local.task.revision, data.aws_ecs_task_definition.this[0].revision) : 0
  task_definition = local.define ? "${local.task.family}:${local.revision}" : var.task_definition_arn
}

data "aws_ecs_task_definition" "this" {
  count = local.define ? 1 : 0

  task_definition = local.task.family

  depends_on = [aws_ecs_task_definition.this]
}

resource "aws_ecs_task_definition" "this" {
  count = local.define ? 1 : 0

  family                   = coalesce(var.family, var.name)
  container_definitions    = jsonencode([for container in module.container : container.container_definition])
  cpu                      = var.cpu
  memory                   = var.memory
  network_mode             = var.network_mode
  ipc_mode                 = var.ipc_mode
  pid_mode                 = var.pid_mode
  requires_compatibilities = var.requires_compatibilities
  execution_role_arn       = try(aws_iam_role.task_exec[0].arn, var.task_exec_iam_role_arn)
  task_role_arn            = try(aws_iam_role.tasks[0].arn, var.tasks_iam_role_arn)
  skip_destroy             = var.skip_destroy
  tags                     = merge(var.tags, var.task_tags)

  dynamic "runtime_platform" {
    for_each = [for platform in [var.runtime_platform] : platform if length(platform) > 0]
    content {
      cpu_architecture        = lookup(runtime_platform.value, "cpu_architecture", null)
      operating_system_family = lookup(runtime_platform.value, "operating_system_family", null)
    }
  }

  dynamic "ephemeral_storage" {
    for_each = [for key, size in var.ephemeral_storage : size if key == "size_in_gib"]
    content {
      size_in_gib = ephemeral_storage.value
    }
  }

  dynamic "placement_constraints" {
    for_each = var.task_definition_placement_constraints
    content {
      type       = placement_constraints.value.type
      expression = lookup(placement_constraints.value, "expression", null)
    }
  }

  dynamic "volume" {
    for_each = var.volume
    content {
      name      = lookup(volume.value, "name", volume.key)
      host_path = lookup(volume.value, "host_path", null)

      dynamic "efs_volume_configuration" {
        for_each = [for key, efs in volume.value : efs if key == "efs_volume_configuration"]
        iterator = efs
        content {
          file_system_id          = efs.value.file_system_id
          root_directory          = lookup(efs.value, "root_directory", null)
          transit_encryption      = lookup(efs.value, "transit_encryption", null)
          transit_encryption_port = lookup(efs.value, "transit_encryption_port", null)

          dynamic "authorization_config" {
            for_each = [for key, access in efs.value : access if key == "authorization_config"]
            content {
              access_point_id = lookup(authorization_config.value, "access_point_id", null)
              iam             = lookup(authorization_config.value, "iam", null)
            }
          }
        }
      }

      dynamic "docker_volume_configuration" {
        for_each = [for key, docker in volume.value : docker if key == "docker_volume_configuration"]
        iterator = docker
        content {
          autoprovision = lookup(docker.value, "autoprovision", null)
          driver        = lookup(docker.value, "driver", null)
          driver_opts   = lookup(docker.value, "driver_opts", null)
          labels        = lookup(docker.value, "labels", null)
          scope         = lookup(docker.value, "scope", null)
        }
      }
    }
  }

  # the first tasks fail where their roles cannot do anything yet
  depends_on = [
    aws_iam_role_policy_attachment.task_exec,
    aws_iam_role_policy_attachment.task_exec_additional,
    aws_iam_role_policy_attachment.tasks,
  ]

  lifecycle {
    create_before_destroy = true
  }
}
