output "permission_set_arns" {
  description = "ARN of the permission set, by name."
  value       = { for name, set in aws_ssoadmin_permission_set.this : name => set.arn }
}

output "group_ids" {
  description = "Id of the group, by name."
  value       = { for name, group in aws_identitystore_group.this : name => group.group_id }
}
