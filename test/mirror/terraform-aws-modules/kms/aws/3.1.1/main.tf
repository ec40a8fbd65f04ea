data "aws_partition" "current" {
  count = var.create ? 1 : 0
}

data "aws_caller_identity" "current" {
  count = var.create ? 1 : 0
}

locals {
  key    = var.create && !local.left_out && !var.create_replica
  copy   = var.create && !local.left_out && var.create_replica
  made   = one(concat(aws_kms_key.this[*], aws_kms_replica_key.this[*]))
  policy = var.policy == null ? one(data.aws_iam_policy_document.this[*].json) : var.policy

  left_out = var.create_external || var.create_replica_external
}

resource "aws_kms_key" "this" {
  count = local.key ? 1 : 0

  description                        = var.description
  key_usage                          = var.key_usage
  customer_master_key_spec           = var.customer_master_key_spec
  custom_key_store_id                = var.custom_key_store_id
  multi_region                       = var.multi_region
  is_enabled                         = var.is_enabled
  enable_key_rotation                = var.enable_key_rotation
  rotation_period_in_days            = var.rotation_period_in_days
  deletion_window_in_days            = var.deletion_window_in_days
  bypass_policy_lockout_safety_check = var.bypass_policy_lockout_safety_check
  policy                             = local.policy
  tags                               = var.tags
}

resource "aws_kms_replica_key" "this" {
  count = local.copy ? 1 : 0

  primary_key_arn                    = var.primary_key_arn
  description                        = var.description
  enabled                            = var.is_enabled
  deletion_window_in_days            = var.deletion_window_in_days
  bypass_policy_lockout_safety_check = var.bypass_policy_lockout_safety_check
  policy                             = local.policy
  tags                               = var.tags
}
