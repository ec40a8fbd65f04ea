output "names" {
  description = "Name of the log group, by key."
  value       = { for key, group in aws_cloudwatch_log_group.this : key => group.name }
}

output "arns" {
  description = "ARN of the log group, by key, without `:*` at its end."
  value       = { for key, group in aws_cloudwatch_log_group.this : key => group.arn }
}
