locals {
  name  = try(trimsuffix(var.name, ".fifo"), "")
  topic = one(aws_sns_topic.this)
}

resource "aws_sns_topic" "this" {
  count = var.create ? 1 : 0

  name                        = var.use_name_prefix ? null : "${local.name}${var.fifo_topic ? ".fifo" : ""}"
  name_prefix                 = var.use_name_prefix ? "${local.name}-" : null
  display_name                = var.display_name
  fifo_topic                  = var.fifo_topic
  fifo_throughput_scope       = var.fifo_throughput_scope
  content_based_deduplication = var.content_based_deduplication
  archive_policy              = var.archive_policy
  kms_master_key_id           = var.kms_master_key_id
  signature_version           = var.fifo_topic ? null : var.signature_version
  tracing_config              = var.tracing_config
  delivery_policy             = var.delivery_policy
  policy                      = var.create_topic_policy ? null : var.topic_policy
  tags                        = var.tags

  application_failure_feedback_role_arn    = lookup(var.application_feedback, "failure_role_arn", null)
  application_success_feedback_role_arn    = lookup(var.application_feedback, "success_role_arn", null)
  application_success_feedback_sample_rate = lookup(var.application_feedback, "success_sample_rate", null)
  firehose_failure_feedback_role_arn       = lookup(var.firehose_feedback, "failure_role_arn", null)
  firehose_success_feedback_role_arn       = lookup(var.firehose_feedback, "success_role_arn", null)
  firehose_success_feedback_sample_rate    = lookup(var.firehose_feedback, "success_sample_rate", null)
  http_failure_feedback_role_arn           = lookup(var.http_feedback, "failure_role_arn", null)
  http_success_feedback_role_arn           = lookup(var.http_feedback, "success_role_arn", null)
  http_success_feedback_sample_rate        = lookup(var.http_feedback, "success_sample_rate", null)
  lambda_failure_feedback_role_arn         = lookup(var.lambda_feedback, "failure_role_arn", null)
  lambda_success_feedback_role_arn         = lookup(var.lambda_feedback, "success_role_arn", null)
  lambda_success_feedback_sample_rate      = lookup(var.lambda_feedback, "success_sample_rate", null)
  sqs_failure_feedback_role_arn            = lookup(var.sqs_feedback, "failure_role_arn", null)
  sqs_success_feedback_role_arn            = lookup(var.sqs_feedback, "success_role_arn", null)
  sqs_success_feedback_sample_rate         = lookup(var.sqs_feedback, "success_sample_rate", null)
}

resource "aws_sns_topic_subscription" "this" {
  for_each = { for name, one in try(jsondecode(var.subscriptions), var.subscriptions) : name => one if var.create && var.create_subscription }

  topic_arn                       = local.topic.arn
  protocol                        = each.value.protocol
  endpoint                        = each.value.endpoint
  endpoint_auto_confirms          = try(each.value.endpoint_auto_confirms, null)
  confirmation_timeout_in_minutes = try(each.value.confirmation_timeout_in_minutes, null)
  delivery_policy                 = try(each.value.delivery_policy, null)
  filter_policy                   = try(each.value.filter_policy, null)
  filter_policy_scope             = try(each.value.filter_policy_scope, null)
  raw_message_delivery            = try(each.value.raw_message_delivery, null)
  redrive_policy                  = try(each.value.redrive_policy, null)
  replay_policy                   = try(each.value.replay_policy, null)
  subscription_role_arn           = try(each.value.subscription_role_arn, null)
}

resource "aws_sns_topic_data_protection_policy" "this" {
  count = var.create && !var.fifo_topic && var.data_protection_policy != null ? 1 : 0

  arn    = local.topic.arn
  policy = var.data_protection_policy
}
