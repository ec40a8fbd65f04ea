# One role for all buckets that are copied. It knows them by name and the keys by alias, so that it can stand before them:
# a bucket's replication asks for the role, and not the other way round.

data "aws_partition" "current" {}

resource "aws_iam_role" "this" {
  name               = var.name
  description        = "S3 copies objects to another region with it"
  assume_role_policy = data.aws_iam_policy_document.trust.json

  tags = var.tags
}

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["s3.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [var.account_id]
    }
  }
}

resource "aws_iam_role_policy" "this" {
  name   = "replication"
  role   = aws_iam_role.this.id
  policy = data.aws_iam_policy_document.replication.json
}
