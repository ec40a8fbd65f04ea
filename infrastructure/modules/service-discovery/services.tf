resource "aws_service_discovery_service" "this" {
  for_each = var.services

  name = each.key

  dns_config {
    namespace_id   = aws_service_discovery_private_dns_namespace.this.id
    routing_policy = "MULTIVALUE" # up to eight healthy tasks in one answer

    dns_records {
      type = "A"
      ttl  = var.ttl
    }
  }

  # ECS says whether a task is healthy: Route 53 cannot reach a private address to find out.
  health_check_custom_config {
    failure_threshold = 1
  }

  # Tasks that ECS has not deregistered yet would hold up the end of the service.
  force_destroy = true

  tags = var.tags
}
