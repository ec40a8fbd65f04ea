# Replication makes repositories by itself, with ECR's defaults: mutable tags, another key. A template says how they
# look, and ECR needs a role to give them a key and tags.

resource "aws_ecr_repository_creation_template" "this" {
  count = var.role == "secondary" ? 1 : 0

  prefix               = var.name
  description          = "Copies of ${var.name}"
  applied_for          = ["REPLICATION"]
  image_tag_mutability = "IMMUTABLE"
  lifecycle_policy     = local.lifecycle_policy
  custom_role_arn      = aws_iam_role.template[0].arn
  resource_tags        = var.tags

  encryption_configuration {
    encryption_type = "KMS"
    kms_key         = var.kms_key_arn
  }

  depends_on = [aws_iam_role_policy.template]
}

resource "aws_iam_role" "template" {
  count = var.role == "secondary" ? 1 : 0

  name_prefix        = "${substr(var.name, 0, 25)}-ecr-copies-"
  description        = "ECR makes the copies of ${var.name} with it"
  assume_role_policy = data.aws_iam_policy_document.trust[0].json

  tags = var.tags
}

data "aws_iam_policy_document" "trust" {
  count = var.role == "secondary" ? 1 : 0

  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ecr.amazonaws.com"]
    }
  }
}

resource "aws_iam_role_policy" "template" {
  count = var.role == "secondary" ? 1 : 0

  name_prefix = "copies-"
  role        = aws_iam_role.template[0].id
  policy      = data.aws_iam_policy_document.template[0].json
}

data "aws_iam_policy_document" "template" {
  count = var.role == "secondary" ? 1 : 0

  statement {
    sid       = "Repositories"
    actions   = ["ecr:CreateRepository", "ecr:ReplicateImage", "ecr:TagResource"]
    resources = ["arn:*:ecr:*:*:repository/${var.name}/*"]
  }

  statement {
    sid       = "Key"
    actions   = ["kms:CreateGrant", "kms:DescribeKey", "kms:RetireGrant"]
    resources = [var.kms_key_arn]
  }
}
