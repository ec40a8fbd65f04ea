output "web_acl_arn" {
  value = try(local.acl.arn, null)

  precondition {
    condition     = length(local.left_out) == 0
    error_message = "This stand-in leaves out: ${join(", ", local.left_out)}. Run with the real module (--module-mirror)."
  }
}

output "web_acl_id" {
  value = try(local.acl.id, null)
}

output "web_acl_name" {
  value = try(local.acl.name, null)
}

output "web_acl_description" {
  value = try(local.acl.description, null)
}

output "web_acl_capacity" {
  value = try(local.acl.capacity, null)
}

output "web_acl_lock_token" {
  value = try(local.acl.lock_token, null)
}

output "web_acl_application_integration_url" {
  value = try(local.acl.application_integration_url, null)
}

output "web_acl_visibility_config" {
  value = try(local.acl.visibility_config[0], null)
}

output "web_acl_rule_names" {
  value = try([for rule in local.acl.rule : rule.name], [])
}

output "web_acl_tags_all" {
  value = try(local.acl.tags_all, {})
}

output "web_acl_association_ids" {
  value = { for key, association in aws_wafv2_web_acl_association.this : key => association.id }
}

output "logging_configuration_id" {
  value = one(aws_wafv2_web_acl_logging_configuration.this[*].id)
}
