data "aws_caller_identity" "current" {}

locals {
  guarded = var.create && var.create_topic_policy

  # the owner's account may do everything with the topic
  owner = {
    sid = "DefaultStatementID"
    actions = formatlist("sns:%s", [
      "AddPermission", "DeleteTopic", "GetTopicAttributes", "ListSubscriptionsByTopic", "Publish", "RemovePermission", "SetTopicAttributes", "Subscribe",
    ])
    principals = [{ type = "AWS", identifiers = ["*"] }]
    conditions = [{ test = "StringEquals", variable = "AWS:SourceAccount", values = [data.aws_caller_identity.current.account_id] }]
  }
}

data "aws_iam_policy_document" "this" {
  count = local.guarded ? 1 : 0

  source_policy_documents   = var.source_topic_policy_documents
  override_policy_documents = var.override_topic_policy_documents

  dynamic "statement" {
    for_each = concat([for owner in [local.owner] : owner if var.enable_default_topic_policy], [
      for name, given in try(jsondecode(var.topic_policy_statements), var.topic_policy_statements) : merge({ sid = name }, given)
    ])
    content {
      sid           = statement.value.sid
      effect        = try(statement.value.effect, "Allow")
      actions       = try(statement.value.actions, null)
      not_actions   = try(statement.value.not_actions, null)
      resources     = try(statement.value.resources, [local.topic.arn])
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

resource "aws_sns_topic_policy" "this" {
  count = local.guarded ? 1 : 0

  arn    = local.topic.arn
  policy = data.aws_iam_policy_document.this[0].json
}
