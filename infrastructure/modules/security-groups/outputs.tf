output "ids" {
  description = "Id of the group, by role."
  value       = { for role, group in aws_security_group.this : role => group.id }
}

output "arns" {
  description = "ARN of the group, by role."
  value       = { for role, group in aws_security_group.this : role => group.arn }
}
