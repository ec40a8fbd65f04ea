locals {
  guarded = {
    queue = { create = var.create && var.create_queue_policy, arns = aws_sqs_queue.this[*].arn, urls = aws_sqs_queue.this[*].url,
    statements = var.queue_policy_statements, source = var.source_queue_policy_documents, over = var.override_queue_policy_documents }
    dead = { create = local.dead && var.create_dlq_queue_policy, arns = aws_sqs_queue.dead[*].arn, urls = aws_sqs_queue.dead[*].url,
    statements = var.dlq_queue_policy_statements, source = var.source_dlq_queue_policy_documents, over = var.override_dlq_queue_policy_documents }
  }
}

data "aws_iam_policy_document" "this" {
  for_each = toset([for which in ["queue", "dead"] : which if local.guarded[which].create])

  source_policy_documents   = local.guarded[each.key].source
  override_policy_documents = local.guarded[each.key].over

  dynamic "statement" {
    for_each = local.guarded[each.key].statements
    content {
      sid           = try(statement.value.sid, null)
      effect        = try(statement.value.effect, null)
      actions       = try(statement.value.actions, null)
      not_actions   = try(statement.value.not_actions, null)
      resources     = try(statement.value.resources, local.guarded[each.key].arns)
      not_resources = try(statement.value.not_resources, null)

      dynamic "principals" {
        for_each = try(statement.value.principals, [])
        content {
          type        = principals.value.type
          identifiers = principals.value.identifiers
        }
      }

      dynamic "not_principals" {
        for_each = try(statement.value.not_principals, [])
        content {
          type        = not_principals.value.type
          identifiers = not_principals.value.identifiers
        }
      }

      dynamic "condition" {
        for_each = try(statement.value.conditions, [])
        content {
          test     = condition.value.test
          variable = condition.value.variable
          values   = condition.value.values
        }
      }
    }
  }
}

resource "aws_sqs_queue_policy" "this" {
  for_each = data.aws_iam_policy_document.this

  queue_url = one(local.guarded[each.key].urls)
  policy    = each.value.json
}
