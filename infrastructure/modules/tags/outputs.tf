output "tags" {
  description = "Tags for every resource: of a provider's default_tags, or of a resource that these do not reach."
  value = merge(var.extra, {
    Environment = var.environment
    ManagedBy   = var.managed_by
    Project     = var.project
    Repository  = var.repository
  })
}
