data "aws_partition" "current" {}

resource "aws_iam_role" "this" {
  count = local.makes ? 1 : 0

  name_prefix        = "${substr(var.name, 0, 30)}-backup-"
  description        = "AWS Backup makes and restores backups with it"
  assume_role_policy = data.aws_iam_policy_document.trust[0].json

  tags = var.tags
}

data "aws_iam_policy_document" "trust" {
  count = local.makes ? 1 : 0

  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["backup.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [data.aws_caller_identity.current.account_id]
    }
  }
}

# AWS's own policies: they follow what its services ask for.
resource "aws_iam_role_policy_attachment" "this" {
  for_each = local.makes ? toset([
    "service-role/AWSBackupServiceRolePolicyForBackup",
    "service-role/AWSBackupServiceRolePolicyForRestores",
    "AWSBackupServiceRolePolicyForS3Backup",
    "AWSBackupServiceRolePolicyForS3Restore",
  ]) : []

  role       = aws_iam_role.this[0].name
  policy_arn = "arn:${data.aws_partition.current.partition}:iam::aws:policy/${each.key}"
}
