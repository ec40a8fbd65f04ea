output "key_arn" {
  value = try(local.made.arn, null)

  precondition {
    condition     = !local.left_out
    error_message = "This stand-in makes no external keys. Run with the real module (--module-mirror)."
  }
}

output "key_id" {
  value = try(local.made.key_id, null)
}

output "key_policy" {
  value = try(local.made.policy, null)
}

output "aliases" {
  value = aws_kms_alias.this
}

output "grants" {
  value     = aws_kms_grant.this
  sensitive = true
}

output "external_key_expiration_model" {
  value = null
}

output "external_key_state" {
  value = null
}

output "external_key_usage" {
  value = null
}
