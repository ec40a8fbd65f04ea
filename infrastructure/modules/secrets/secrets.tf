# A secret and its copies in other regions share one name: whoever asks in another region asks for the same thing.

resource "aws_secretsmanager_secret" "this" {
  for_each = local.primary

  name                    = "${var.name}/${each.key}"
  description             = each.value.description
  kms_key_id              = var.kms_key_arn
  recovery_window_in_days = var.recovery_window_in_days

  dynamic "replica" {
    for_each = var.replicas

    content {
      region     = replica.key
      kms_key_id = replica.value
    }
  }

  tags = var.tags
}

locals {
  primary = { for name, secret in var.secrets : name => secret if var.role == "primary" }

  # Those whose first value is made here. The others are filled by a person or by whoever issues them.
  generated = { for name, secret in local.primary : name => secret if secret.generate }
}
