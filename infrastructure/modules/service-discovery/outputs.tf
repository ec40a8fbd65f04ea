output "namespace_id" {
  description = "Id of the namespace."
  value       = aws_service_discovery_private_dns_namespace.this.id
}

output "namespace_arn" {
  description = "ARN of the namespace."
  value       = aws_service_discovery_private_dns_namespace.this.arn
}

output "namespace_name" {
  description = "DNS name of the namespace: a service is SERVICE.NAMESPACE."
  value       = aws_service_discovery_private_dns_namespace.this.name
}

output "service_arns" {
  description = "ARN of the service in Cloud Map, by name; an ECS service's registry_arn."
  value       = { for name, service in aws_service_discovery_service.this : name => service.arn }
}
