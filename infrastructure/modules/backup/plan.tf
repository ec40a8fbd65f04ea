# Only where backups are made; a vault that receives copies has no plan of its own.

locals {
  makes = length(var.rules) > 0
}

resource "aws_backup_plan" "this" {
  count = local.makes ? 1 : 0

  name = var.name

  dynamic "rule" {
    for_each = var.rules

    content {
      rule_name                = rule.key
      target_vault_name        = aws_backup_vault.this.name
      schedule                 = rule.value.schedule
      start_window             = 60
      completion_window        = rule.value.completion_minutes
      enable_continuous_backup = rule.value.continuous

      lifecycle {
        delete_after       = rule.value.keep_days
        cold_storage_after = rule.value.cold_after_days
      }

      dynamic "copy_action" {
        for_each = rule.value.copy && var.copy_vault_arn != null ? [var.copy_vault_arn] : []

        content {
          destination_vault_arn = copy_action.value

          lifecycle {
            delete_after       = rule.value.keep_days
            cold_storage_after = rule.value.cold_after_days
          }
        }
      }
    }
  }

  tags = var.tags
}

# By tag: what is made tomorrow with the tag is in it.
resource "aws_backup_selection" "this" {
  count = local.makes ? 1 : 0

  name         = var.name
  plan_id      = aws_backup_plan.this[0].id
  iam_role_arn = aws_iam_role.this[0].arn

  selection_tag {
    type  = "STRINGEQUALS"
    key   = var.selection_tag.key
    value = var.selection_tag.value
  }
}

resource "aws_backup_vault_notifications" "this" {
  count = var.sns_topic_arn != null ? 1 : 0

  backup_vault_name   = aws_backup_vault.this.name
  sns_topic_arn       = var.sns_topic_arn
  backup_vault_events = ["BACKUP_JOB_FAILED", "COPY_JOB_FAILED", "RESTORE_JOB_COMPLETED"]
}
