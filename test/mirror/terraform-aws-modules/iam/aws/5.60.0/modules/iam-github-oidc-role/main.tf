data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}

locals {
  issuer = trimprefix(var.provider_url, "https://")

  claims = concat(
    [
      { test = "ForAllValues:StringEquals", variable = "${local.issuer}:iss", values = ["https://${local.issuer}"] },
      { test = "ForAllValues:StringEquals", variable = "${local.issuer}:aud", values = [var.audience] },
      { test = var.subject_condition, variable = "${local.issuer}:sub", values = formatlist("repo:%s", [for s in var.subjects : trimprefix(s, "repo:")]) },
    ],
    var.additional_trust_policy_conditions,
  )
}

data "aws_iam_policy_document" "this" {
  count = var.create ? 1 : 0

  statement {
    actions = ["sts:AssumeRoleWithWebIdentity", "sts:TagSession"]

    principals {
      type        = "Federated"
      identifiers = [format("arn:%s:iam::%s:oidc-provider/%s", data.aws_partition.current.partition, data.aws_caller_identity.current.account_id, local.issuer)]
    }

    dynamic "condition" {
      for_each = local.claims
      content {
        test     = condition.value.test
        variable = condition.value.variable
        values   = condition.value.values
      }
    }
  }
}

resource "aws_iam_role" "this" {
  count = var.create ? 1 : 0

  name                  = var.name
  name_prefix           = var.name_prefix
  path                  = var.path
  description           = var.description
  max_session_duration  = var.max_session_duration
  permissions_boundary  = var.permissions_boundary_arn
  force_detach_policies = var.force_detach_policies
  assume_role_policy    = data.aws_iam_policy_document.this[0].json
  tags                  = var.tags
}

resource "aws_iam_role_policy_attachment" "this" {
  for_each = { for name, arn in var.policies : name => arn if var.create }

  role       = one(aws_iam_role.this[*].name)
  policy_arn = each.value
}
