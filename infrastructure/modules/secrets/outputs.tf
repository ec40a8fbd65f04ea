output "arns" {
  description = "ARN of the secret in this region, by name."
  value = var.role == "primary" ? {
    for name, secret in aws_secretsmanager_secret.this : name => secret.arn
    } : {
    for name, secret in data.aws_secretsmanager_secret.copy : name => secret.arn
  }
}
