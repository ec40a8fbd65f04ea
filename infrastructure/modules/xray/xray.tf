# One setting for the whole region of the account: traces are encrypted with our key.
resource "aws_xray_encryption_config" "this" {
  type   = "KMS"
  key_id = var.kms_key_arn
}

# How many requests are traced: all that failed are found by their errors, of the others a share is enough.
resource "aws_xray_sampling_rule" "this" {
  for_each = var.sampling_rules

  rule_name      = "${var.name}-${each.key}"
  priority       = each.value.priority
  version        = 1
  fixed_rate     = each.value.fixed_rate
  reservoir_size = each.value.per_second
  service_name   = each.value.service_name
  url_path       = each.value.url_path
  http_method    = "*"
  host           = "*"
  service_type   = "*"
  resource_arn   = "*"

  tags = var.tags
}

# A service map of its own for each question that people ask.
resource "aws_xray_group" "this" {
  for_each = var.groups

  group_name        = "${var.name}-${each.key}"
  filter_expression = each.value

  insights_configuration {
    insights_enabled      = true
    notifications_enabled = var.notifications_enabled
  }

  tags = var.tags
}
