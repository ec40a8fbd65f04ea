# Security Hub gathers what the others find, and measures the account by standards.

resource "aws_securityhub_account" "this" {
  enable_default_standards  = false # those below, and no others
  control_finding_generator = "SECURITY_CONTROL"
  auto_enable_controls      = true
}

resource "aws_securityhub_standards_subscription" "this" {
  for_each = var.standards

  standards_arn = "arn:${data.aws_partition.current.partition}:securityhub:${data.aws_region.current.name}::standards/${each.key}"

  depends_on = [aws_securityhub_account.this]
}
