output "app_name" {
  description = "Application that a deployment names."
  value       = aws_codedeploy_app.this.name
}

output "deployment_group_name" {
  description = "Group that a deployment names."
  value       = aws_codedeploy_deployment_group.this.deployment_group_name
}

output "deployment_config_name" {
  description = "How requests move: a canary, then all."
  value       = aws_codedeploy_deployment_config.this.deployment_config_name
}
