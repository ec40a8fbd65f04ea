# What ECS itself does for a task: pull the image, write the log, read the secrets.
locals {
  exec        = var.create && var.create_task_exec_iam_role
  exec_policy = local.exec && var.create_task_exec_policy
  exec_name   = try(coalesce(var.task_exec_iam_role_name, var.cluster_name), "")

  exec_rows = [
    { sid = "Logs", actions = ["logs:CreateLogStream", "logs:PutLogEvents"], on = ["*"] },
    { sid = "Images", actions = [for verb in ["BatchCheckLayerAvailability", "BatchGetImage", "GetAuthorizationToken", "GetDownloadUrlForLayer"] : "ecr:${verb}"], on = ["*"] },
    { sid = "Parameters", actions = ["ssm:GetParameters"], on = var.task_exec_ssm_param_arns },
    { sid = "Secrets", actions = ["secretsmanager:GetSecretValue"], on = var.task_exec_secret_arns },
  ]
}

data "aws_iam_policy_document" "task_exec_assume" {
  count = local.exec ? 1 : 0

  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ecs-tasks.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "task_exec" {
  count = local.exec ? 1 : 0

  name                  = var.task_exec_iam_role_use_name_prefix ? null : local.exec_name
  name_prefix           = var.task_exec_iam_role_use_name_prefix ? "${local.exec_name}-" : null
  path                  = var.task_exec_iam_role_path
  description           = var.task_exec_iam_role_description
  assume_role_policy    = data.aws_iam_policy_document.task_exec_assume[0].json
  permissions_boundary  = var.task_exec_iam_role_permissions_boundary
  force_detach_policies = true
  tags                  = merge(var.tags, var.task_exec_iam_role_tags)
}

data "aws_iam_policy_document" "task_exec" {
  count = local.exec_policy ? 1 : 0

  dynamic "statement" {
    for_each = [for row in local.exec_rows : row if length(row.on) > 0]
    content {
      sid       = statement.value.sid
      actions   = statement.value.actions
      resources = statement.value.on
    }
  }

  dynamic "statement" {
    for_each = var.task_exec_iam_statements
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

resource "aws_iam_policy" "task_exec" {
  count = local.exec_policy ? 1 : 0

  name        = var.task_exec_iam_role_use_name_prefix ? null : local.exec_name
  name_prefix = var.task_exec_iam_role_use_name_prefix ? "${local.exec_name}-" : null
  policy      = data.aws_iam_policy_document.task_exec[0].json
  tags        = merge(var.tags, var.task_exec_iam_role_tags)
}

resource "aws_iam_role_policy_attachment" "task_exec" {
  count = local.exec_policy ? 1 : 0

  role       = aws_iam_role.task_exec[0].name
  policy_arn = aws_iam_policy.task_exec[0].arn
}

resource "aws_iam_role_policy_attachment" "task_exec_additional" {
  for_each = { for key, arn in var.task_exec_iam_role_policies : key => arn if local.exec }

  role       = aws_iam_role.task_exec[0].name
  policy_arn = each.value
}
