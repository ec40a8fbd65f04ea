output "document_name" {
  description = "Document that fails over: aws ssm start-automation-execution --document-name NAME."
  value       = aws_ssm_document.failover.name
}

output "alarm_name" {
  description = "Alarm that starts it."
  value       = aws_cloudwatch_metric_alarm.down.alarm_name
}
