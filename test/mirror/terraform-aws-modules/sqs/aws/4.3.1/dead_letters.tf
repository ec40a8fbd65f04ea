# What the dead-letter queue is not told, it takes from the queue.
resource "aws_sqs_queue" "dead" {
  count = local.dead ? 1 : 0

  name                              = var.use_name_prefix ? null : local.dead_name
  name_prefix                       = var.use_name_prefix ? "${local.dead_base}-" : null
  fifo_queue                        = var.fifo_queue
  fifo_throughput_limit             = try(coalesce(var.dlq_fifo_throughput_limit, var.fifo_throughput_limit), null)
  content_based_deduplication       = try(coalesce(var.dlq_content_based_deduplication, var.content_based_deduplication), null)
  deduplication_scope               = try(coalesce(var.dlq_deduplication_scope, var.deduplication_scope), null)
  delay_seconds                     = try(coalesce(var.dlq_delay_seconds, var.delay_seconds), null)
  max_message_size                  = var.max_message_size
  message_retention_seconds         = try(coalesce(var.dlq_message_retention_seconds, var.message_retention_seconds), null)
  receive_wait_time_seconds         = try(coalesce(var.dlq_receive_wait_time_seconds, var.receive_wait_time_seconds), null)
  visibility_timeout_seconds        = try(coalesce(var.dlq_visibility_timeout_seconds, var.visibility_timeout_seconds), null)
  kms_master_key_id                 = local.dead_key
  kms_data_key_reuse_period_seconds = try(coalesce(var.dlq_kms_data_key_reuse_period_seconds, var.kms_data_key_reuse_period_seconds), null)
  sqs_managed_sse_enabled           = local.dead_key == null ? coalesce(var.dlq_sqs_managed_sse_enabled, var.sqs_managed_sse_enabled) : null
  tags                              = merge(var.tags, var.dlq_tags)
}

resource "aws_sqs_queue_redrive_allow_policy" "dead" {
  count = local.dead && var.create_dlq_redrive_allow_policy ? 1 : 0

  queue_url = aws_sqs_queue.dead[0].url
  redrive_allow_policy = jsonencode(merge(
    { redrivePermission = "byQueue", sourceQueueArns = aws_sqs_queue.this[*].arn },
    var.dlq_redrive_allow_policy,
  ))
}
