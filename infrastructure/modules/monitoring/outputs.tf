output "alarm_names" {
  description = "Name of the alarm, by alert."
  value       = { for name, alarm in aws_cloudwatch_metric_alarm.this : name => alarm.alarm_name }
}

output "rollback_alarm_names" {
  description = "Alarms that take a deployment back."
  value       = [for name, alert in local.alerts : aws_cloudwatch_metric_alarm.this[name].alarm_name if alert.rollback]
}

output "dashboard_name" {
  description = "Name of the dashboard."
  value       = aws_cloudwatch_dashboard.this.dashboard_name
}
