output "web_acl_arn" {
  value = try(aws_wafv2_web_acl.this[0].arn, null)

  precondition {
    condition     = length(local.left_out) == 0
    error_message = "This stand-in leaves out: ${join(", ", local.left_out)}. Run with the real module (--module-mirror)."
  }
}

output "web_acl_id" {
  value = try(aws_wafv2_web_acl.this[0].id, null)
}

output "web_acl_name" {
  value = try(aws_wafv2_web_acl.this[0].name, null)
}

output "web_acl_description" {
  value = try(aws_wafv2_web_acl.this[0].description, null)
}

output "web_acl_capacity" {
  value = try(aws_wafv2_web_acl.this[0].capacity, null)
}

output "web_acl_lock_token" {
  value = try(aws_wafv2_web_acl.this[0].lock_token, null)
}

output "web_acl_application_integration_url" {
  value = try(aws_wafv2_web_acl.this[0].application_integration_url, null)
}

output "web_acl_visibility_config" {
  value = try(aws_wafv2_web_acl.this[0].visibility_config[0], null)
}

output "web_acl_rule_names" {
  value = try([for rule in aws_wafv2_web_acl.this[0].rule : rule.name], [])
}

output "web_acl_tags_all" {
  value = try(aws_wafv2_web_acl.this[0].tags_all, {})
}

output "web_acl_association_ids" {
  value = { for key, association in aws_wafv2_web_acl_association.this : key => association.id }
}

output "logging_configuration_id" {
  value = one(aws_wafv2_web_acl_logging_configuration.this[*].id)
}
