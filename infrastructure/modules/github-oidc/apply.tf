# Applies: only from a job of the GitHub environment, which people approve.

module "apply" {
  source  = "terraform-aws-modules/iam/aws//modules/iam-github-oidc-role"
  version = "5.60.0"

  name                 = "${var.name}-apply"
  description          = "Jobs of ${var.repository} in the environment ${var.environment} apply with it"
  max_session_duration = 7200 # a database takes its time
  subjects             = ["repo:${var.repository}:environment:${var.environment}"]

  policies = {
    services = aws_iam_policy.services.arn
    identity = aws_iam_policy.identity.arn
    state    = aws_iam_policy.state["apply"].arn
  }

  tags = var.tags

  depends_on = [aws_iam_openid_connect_provider.this]
}

resource "aws_iam_policy" "services" {
  name        = "${var.name}-apply-services"
  description = "The services that the platform is made of, in its regions"
  policy      = data.aws_iam_policy_document.services.json

  tags = var.tags
}

data "aws_iam_policy_document" "services" {
  # Whole services, not single actions: this role makes and removes all that they have. What it must not do stands in
  # the policy beside this one. Resources do not exist yet when they are made: their ARNs cannot be named.
  statement {
    sid       = "Platform"
    actions   = [for service in var.services : "${service}:*"]
    resources = ["*"]

    condition {
      test     = "StringEquals"
      variable = "aws:RequestedRegion"
      values   = setunion(var.regions, ["us-east-1"]) # global services answer from there
    }
  }
}

resource "aws_iam_policy" "identity" {
  name        = "${var.name}-apply-identity"
  description = "Roles for services, and what may never be changed"
  policy      = data.aws_iam_policy_document.identity.json

  tags = var.tags
}

data "aws_iam_policy_document" "identity" {
  statement {
    sid = "Roles"
    actions = [
      "iam:AddRoleToInstanceProfile", "iam:AttachRolePolicy", "iam:CreateInstanceProfile", "iam:CreatePolicy*",
      "iam:CreateRole", "iam:DeleteInstanceProfile", "iam:DeletePolicy*", "iam:DeleteRole", "iam:DeleteRolePolicy",
      "iam:DetachRolePolicy", "iam:Get*", "iam:List*", "iam:PutRolePolicy", "iam:RemoveRoleFromInstanceProfile",
      "iam:TagInstanceProfile", "iam:TagPolicy", "iam:TagRole", "iam:UntagInstanceProfile", "iam:UntagPolicy",
      "iam:UntagRole", "iam:UpdateAssumeRolePolicy", "iam:UpdateRole", "iam:UpdateRoleDescription",
    ]
    resources = [
      "arn:${local.partition}:iam::${local.account}:instance-profile/*",
      "arn:${local.partition}:iam::${local.account}:policy/*",
      "arn:${local.partition}:iam::${local.account}:role/*",
    ]
  }

  # A role is handed to a service, to no account and no person.
  statement {
    sid       = "HandToServices"
    actions   = ["iam:PassRole"]
    resources = ["arn:${local.partition}:iam::${local.account}:role/*"]

    condition {
      test     = "StringLike"
      variable = "iam:PassedToService"
      values   = ["*.amazonaws.com"]
    }
  }

  statement {
    sid       = "RolesOfServices"
    actions   = ["iam:CreateServiceLinkedRole"]
    resources = ["arn:${local.partition}:iam::${local.account}:role/aws-service-role/*"]
  }

  # Who may change the pipeline's own roles has every right there is.
  statement {
    sid    = "NotItself"
    effect = "Deny"
    actions = [
      "iam:AttachRolePolicy", "iam:CreatePolicyVersion", "iam:DeleteRole", "iam:DeleteRolePolicy", "iam:DetachRolePolicy",
      "iam:PutRolePolicy", "iam:SetDefaultPolicyVersion", "iam:UpdateAssumeRolePolicy",
    ]
    resources = [
      "arn:${local.partition}:iam::${local.account}:policy/${var.name}-*",
      "arn:${local.partition}:iam::${local.account}:role/${var.name}-*",
    ]
  }

  statement {
    sid    = "NoWayBack"
    effect = "Deny"
    actions = [
      "account:*", "cloudtrail:DeleteTrail", "cloudtrail:StopLogging", "config:StopConfigurationRecorder",
      "guardduty:DeleteDetector", "iam:CreateAccessKey", "iam:CreateLoginProfile", "iam:CreateUser", "organizations:*",
    ]
    resources = ["*"] # whatever there is
  }
}
