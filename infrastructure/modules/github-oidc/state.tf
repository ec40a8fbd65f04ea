# The states and their locks. A plan locks too: it writes and removes the lock beside the state, and nothing else.

resource "aws_iam_policy" "state" {
  for_each = toset(["plan", "apply"])

  name        = "${var.name}-${each.key}-state"
  description = "States of this account, to ${each.key}"
  policy      = data.aws_iam_policy_document.state[each.key].json

  tags = var.tags
}

data "aws_iam_policy_document" "state" {
  for_each = toset(["plan", "apply"])

  statement {
    sid       = "Find"
    actions   = ["s3:GetBucketLocation", "s3:GetBucketVersioning", "s3:ListBucket"]
    resources = [for bucket in var.state_buckets : "arn:${local.partition}:s3:::${bucket}"]
  }

  statement {
    sid       = "Read"
    actions   = ["s3:GetObject"]
    resources = [for bucket in var.state_buckets : "arn:${local.partition}:s3:::${bucket}/*"]
  }

  statement {
    sid       = "Lock"
    actions   = ["s3:DeleteObject", "s3:PutObject"]
    resources = [for bucket in var.state_buckets : "arn:${local.partition}:s3:::${bucket}/*.tflock"]
  }

  dynamic "statement" {
    for_each = each.key == "apply" ? [1] : []

    content {
      sid       = "Write"
      actions   = ["s3:PutObject"]
      resources = [for bucket in var.state_buckets : "arn:${local.partition}:s3:::${bucket}/*.tfstate"]
    }
  }
}
