# What the code in the tasks may do.
locals {
  tasks       = local.define && var.create_tasks_iam_role
  tasks_allow = local.tasks && (length(var.tasks_iam_role_statements) > 0 || var.enable_execute_command)
  tasks_name  = try(coalesce(var.tasks_iam_role_name, var.name), "")
  account     = data.aws_caller_identity.current.account_id
}

data "aws_iam_policy_document" "tasks_assume" {
  count = local.tasks ? 1 : 0

  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ecs-tasks.amazonaws.com"]
    }

    # only for tasks of this account, whatever service is made to ask
    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account]
    }

    condition {
      test     = "ArnLike"
      variable = "aws:SourceArn"
      values   = ["arn:${data.aws_partition.current.partition}:ecs:${data.aws_region.current.name}:${local.account}:*"]
    }
  }
}

resource "aws_iam_role" "tasks" {
  count = local.tasks ? 1 : 0

  name                  = var.tasks_iam_role_use_name_prefix ? null : local.tasks_name
  name_prefix           = var.tasks_iam_role_use_name_prefix ? "${local.tasks_name}-" : null
  path                  = var.tasks_iam_role_path
  description           = var.tasks_iam_role_description
  assume_role_policy    = data.aws_iam_policy_document.tasks_assume[0].json
  permissions_boundary  = var.tasks_iam_role_permissions_boundary
  force_detach_policies = true
  tags                  = merge(var.tags, var.tasks_iam_role_tags)
}

resource "aws_iam_role_policy_attachment" "tasks" {
  for_each = { for key, arn in var.tasks_iam_role_policies : key => arn if local.tasks }

  role       = aws_iam_role.tasks[0].name
  policy_arn = each.value
}

data "aws_iam_policy_document" "tasks" {
  count = local.tasks_allow ? 1 : 0

  dynamic "statement" {
    for_each = var.enable_execute_command ? ["ssmmessages"] : []
    content {
      actions   = [for verb in ["CreateControlChannel", "CreateDataChannel", "OpenControlChannel", "OpenDataChannel"] : "${statement.value}:${verb}"]
      resources = ["*"]
    }
  }

  dynamic "statement" {
    for_each = var.tasks_iam_role_statements
    iterator = given
    content {
      sid           = lookup(given.value, "sid", null)
      effect        = lookup(given.value, "effect", null)
      actions       = lookup(given.value, "actions", null)
      not_actions   = lookup(given.value, "not_actions", null)
      resources     = lookup(given.value, "resources", null)
      not_resources = lookup(given.value, "not_resources", null)

      dynamic "condition" {
        for_each = lookup(given.value, "conditions", [])
        content {
          test     = condition.value.test
          variable = condition.value.variable
          values   = condition.value.values
        }
      }
    }
  }
}

resource "aws_iam_role_policy" "tasks" {
  count = local.tasks_allow ? 1 : 0

  role        = aws_iam_role.tasks[0].id
  name        = var.tasks_iam_role_use_name_prefix ? null : local.tasks_name
  name_prefix = var.tasks_iam_role_use_name_prefix ? "${local.tasks_name}-" : null
  policy      = data.aws_iam_policy_document.tasks[0].json
}
