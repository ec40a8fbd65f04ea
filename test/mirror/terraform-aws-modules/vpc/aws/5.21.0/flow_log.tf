locals {
  logs = local.create && var.enable_flow_log
}

# the module asks these whenever flow logs are on
data "aws_region" "current" {
  count = local.logs ? 1 : 0
}

data "aws_partition" "current" {
  count = local.logs ? 1 : 0
}

data "aws_caller_identity" "current" {
  count = local.logs ? 1 : 0
}

resource "aws_flow_log" "this" {
  count = local.logs ? 1 : 0

  vpc_id                     = local.vpc_id
  traffic_type               = var.flow_log_traffic_type
  log_destination_type       = var.flow_log_destination_type
  log_destination            = var.flow_log_destination_arn
  log_format                 = var.flow_log_log_format
  max_aggregation_interval   = var.flow_log_max_aggregation_interval
  deliver_cross_account_role = var.flow_log_deliver_cross_account_role
  iam_role_arn               = var.flow_log_cloudwatch_iam_role_arn
  tags                       = merge(var.tags, var.vpc_flow_log_tags)

  destination_options {
    file_format                = var.flow_log_file_format
    hive_compatible_partitions = var.flow_log_hive_compatible_partitions
    per_hour_partition         = var.flow_log_per_hour_partition
  }
}
