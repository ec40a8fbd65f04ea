data "aws_region" "current" {}

data "aws_partition" "current" {}

data "aws_caller_identity" "current" {}

locals {
  dead = var.create && var.create_dlq
  base = try(trimsuffix(var.name, ".fifo"), "")
  name = "${local.base}${var.fifo_queue && !var.use_name_prefix ? ".fifo" : ""}"

  dead_base = try(trimsuffix(coalesce(var.dlq_name, "${local.base}-dlq"), ".fifo"), "")
  dead_name = "${local.dead_base}${var.fifo_queue && !var.use_name_prefix ? ".fifo" : ""}"
  dead_key  = try(coalesce(var.dlq_kms_master_key_id, var.kms_master_key_id), null)

  static = "arn:${data.aws_partition.current.partition}:sqs:${data.aws_region.current.name}:${data.aws_caller_identity.current.account_id}"
}

resource "aws_sqs_queue" "this" {
  count = var.create ? 1 : 0

  name                              = var.use_name_prefix ? null : local.name
  name_prefix                       = var.use_name_prefix ? "${local.base}-" : null
  fifo_queue                        = var.fifo_queue
  fifo_throughput_limit             = var.fifo_throughput_limit
  content_based_deduplication       = var.content_based_deduplication
  deduplication_scope               = var.deduplication_scope
  delay_seconds                     = var.delay_seconds
  max_message_size                  = var.max_message_size
  message_retention_seconds         = var.message_retention_seconds
  receive_wait_time_seconds         = var.receive_wait_time_seconds
  visibility_timeout_seconds        = var.visibility_timeout_seconds
  kms_master_key_id                 = var.kms_master_key_id
  kms_data_key_reuse_period_seconds = var.kms_data_key_reuse_period_seconds
  sqs_managed_sse_enabled           = var.kms_master_key_id == null ? var.sqs_managed_sse_enabled : null
  tags                              = var.tags
}

resource "aws_sqs_queue_redrive_policy" "this" {
  count = var.create && (var.create_dlq || length(var.redrive_policy) > 0) ? 1 : 0

  queue_url = aws_sqs_queue.this[0].url
  redrive_policy = jsonencode(merge(
    { for target in aws_sqs_queue.dead[*].arn : "deadLetterTargetArn" => target },
    { for times in [5] : "maxReceiveCount" => times if var.create_dlq },
    var.redrive_policy,
  ))
}

resource "aws_sqs_queue_redrive_allow_policy" "this" {
  count = var.create && !var.create_dlq && length(var.redrive_allow_policy) > 0 ? 1 : 0

  queue_url            = aws_sqs_queue.this[0].url
  redrive_allow_policy = jsonencode(var.redrive_allow_policy)
}
