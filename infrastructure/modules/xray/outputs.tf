output "group_arns" {
  description = "ARN of the group, by key."
  value       = { for key, group in aws_xray_group.this : key => group.arn }
}
