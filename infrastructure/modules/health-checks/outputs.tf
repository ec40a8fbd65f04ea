output "ids" {
  description = "Id of the health check, by key of `endpoints`."
  value       = { for key, check in aws_route53_health_check.this : key => check.id }
}
