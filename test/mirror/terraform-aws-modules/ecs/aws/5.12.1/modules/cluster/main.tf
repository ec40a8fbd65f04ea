locals {
  configure = var.create_cloudwatch_log_group || length(var.cluster_configuration) > 0
  asked     = lookup(var.cluster_configuration, "execute_command_configuration", {})

  # a cluster with a log group of its own sends what commands print there, unless told otherwise
  own = { for key, value in {
    logging           = "OVERRIDE"
    log_configuration = { cloud_watch_log_group_name = one(aws_cloudwatch_log_group.this[*].name) }
  } : key => value if var.create_cloudwatch_log_group && length(local.asked) > 0 }

  command = { for key in ["kms_key_id", "logging", "log_configuration"] : key => try(local.asked[key], local.own[key], null) }
}

resource "aws_ecs_cluster" "this" {
  count = var.create ? 1 : 0

  name = var.cluster_name
  tags = var.tags

  dynamic "configuration" {
    for_each = [for command in [local.command] : command if local.configure]
    iterator = command
    content {
      execute_command_configuration {
        kms_key_id = command.value.kms_key_id
        logging    = command.value.logging == null ? "DEFAULT" : command.value.logging

        dynamic "log_configuration" {
          for_each = [for logs in [command.value.log_configuration] : logs if logs != null]
          content {
            cloud_watch_log_group_name     = try(log_configuration.value.cloud_watch_log_group_name, null)
            cloud_watch_encryption_enabled = try(log_configuration.value.cloud_watch_encryption_enabled, null)
            s3_bucket_name                 = try(log_configuration.value.s3_bucket_name, null)
            s3_bucket_encryption_enabled   = try(log_configuration.value.s3_bucket_encryption_enabled, null)
            s3_key_prefix                  = try(log_configuration.value.s3_key_prefix, null)
          }
        }
      }
    }
  }

  dynamic "setting" {
    for_each = flatten([var.cluster_settings])
    content {
      name  = setting.value.name
      value = setting.value.value
    }
  }

  dynamic "service_connect_defaults" {
    for_each = [for key, namespace in var.cluster_service_connect_defaults : namespace if key == "namespace"]
    content {
      namespace = service_connect_defaults.value
    }
  }
}

resource "aws_cloudwatch_log_group" "this" {
  count = var.create && var.create_cloudwatch_log_group ? 1 : 0

  name              = var.cloudwatch_log_group_name == null ? "/aws/ecs/${var.cluster_name}" : var.cloudwatch_log_group_name
  retention_in_days = var.cloudwatch_log_group_retention_in_days
  kms_key_id        = var.cloudwatch_log_group_kms_key_id
  tags              = merge(var.tags, var.cloudwatch_log_group_tags)
}
