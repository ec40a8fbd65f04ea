# Plans: reads what is there, and the states. What people keep in buckets, tables and secrets is not its business.

module "plan" {
  source  = "terraform-aws-modules/iam/aws//modules/iam-github-oidc-role"
  version = "5.60.0"

  name                 = "${var.name}-plan"
  description          = "Pull requests and main of ${var.repository} plan with it: it reads"
  max_session_duration = 3600
  subjects             = ["repo:${var.repository}:pull_request", "repo:${var.repository}:ref:refs/heads/${var.branch}"]

  policies = {
    read  = "arn:${local.partition}:iam::aws:policy/ReadOnlyAccess"
    plan  = aws_iam_policy.plan.arn
    state = aws_iam_policy.state["plan"].arn
  }

  tags = var.tags

  depends_on = [aws_iam_openid_connect_provider.this]
}

resource "aws_iam_policy" "plan" {
  name        = "${var.name}-plan-limits"
  description = "Keeps the role that plans away from data"
  policy      = data.aws_iam_policy_document.plan.json

  tags = var.tags
}

data "aws_iam_policy_document" "plan" {
  statement {
    sid           = "NoObjectsButStates"
    effect        = "Deny"
    actions       = ["s3:GetObject", "s3:GetObjectVersion"]
    not_resources = [for bucket in var.state_buckets : "arn:${local.partition}:s3:::${bucket}/*"]
  }

  statement {
    sid    = "NoContents"
    effect = "Deny"
    actions = [
      "dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:Query", "dynamodb:Scan",
      "logs:FilterLogEvents", "logs:GetLogEvents", "logs:StartQuery",
      "sqs:ReceiveMessage", "ssm:GetParameter*",
    ]
    resources = ["*"] # whatever there is
  }

  # A plan opens the secrets that it passes on to a database. It shows none of them, and what it opens leads nowhere
  # from outside the network.
  dynamic "statement" {
    for_each = length(var.plan_secrets) > 0 ? [1] : []

    content {
      sid       = "SecretsThatArePassedOn"
      actions   = ["secretsmanager:GetSecretValue"]
      resources = [for secret in var.plan_secrets : "arn:${local.partition}:secretsmanager:*:${local.account}:secret:${secret}-??????"]
    }
  }

  dynamic "statement" {
    for_each = length(var.plan_secrets) > 0 ? [1] : []

    content {
      sid       = "DecryptThem"
      actions   = ["kms:Decrypt"]
      resources = ["arn:${local.partition}:kms:*:${local.account}:key/*"]

      condition {
        test     = "StringLike"
        variable = "kms:ViaService"
        values   = ["secretsmanager.*.amazonaws.com"]
      }

      condition {
        test     = "ForAnyValue:StringEquals"
        variable = "kms:ResourceAliases"
        values   = [var.key_alias]
      }
    }
  }
}
