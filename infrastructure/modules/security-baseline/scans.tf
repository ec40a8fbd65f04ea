# Known weaknesses in images, instances and functions.
resource "aws_inspector2_enabler" "this" {
  count = length(var.inspector_resource_types) > 0 ? 1 : 0

  account_ids    = [data.aws_caller_identity.current.account_id]
  resource_types = var.inspector_resource_types
}

# What can be reached from outside the account.
resource "aws_accessanalyzer_analyzer" "this" {
  analyzer_name = var.name
  type          = "ACCOUNT"

  tags = var.tags
}

# A disk that somebody makes by hand is encrypted too.
resource "aws_ebs_encryption_by_default" "this" {
  enabled = true
}

resource "aws_ebs_default_kms_key" "this" {
  key_arn = var.kms_key_arn
}
