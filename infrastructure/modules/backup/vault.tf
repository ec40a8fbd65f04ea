resource "aws_backup_vault" "this" {
  name          = var.name
  kms_key_arn   = var.kms_key_arn
  force_destroy = var.force_destroy

  tags = var.tags
}

# Who may delete backups is who an intruder becomes. Governance mode: only a role with the right to lift the lock can.
resource "aws_backup_vault_lock_configuration" "this" {
  count = var.lock ? 1 : 0

  backup_vault_name  = aws_backup_vault.this.name
  min_retention_days = var.min_retention_days
}

resource "aws_backup_vault_policy" "this" {
  backup_vault_name = aws_backup_vault.this.name
  policy            = data.aws_iam_policy_document.vault.json
}

data "aws_caller_identity" "current" {}

# Copies come from this account only.
data "aws_iam_policy_document" "vault" {
  statement {
    sid       = "OnlyThisAccount"
    effect    = "Deny"
    actions   = ["backup:CopyIntoBackupVault"]
    resources = [aws_backup_vault.this.arn]

    principals {
      type        = "AWS"
      identifiers = ["*"]
    }

    condition {
      test     = "StringNotEquals"
      variable = "aws:PrincipalAccount"
      values   = [data.aws_caller_identity.current.account_id]
    }
  }
}
