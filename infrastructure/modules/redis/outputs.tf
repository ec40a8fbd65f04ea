output "replication_group_id" {
  description = "Id of the replication group."
  value       = aws_elasticache_replication_group.this.id
}

output "arn" {
  description = "ARN of the replication group; elasticache:Connect asks for it."
  value       = aws_elasticache_replication_group.this.arn
}

output "configuration_endpoint" {
  description = "Host from which a cluster-aware client learns where the keys are."
  value       = aws_elasticache_replication_group.this.configuration_endpoint_address
}

output "port" {
  description = "Port of every node."
  value       = aws_elasticache_replication_group.this.port
}

output "users" {
  description = "By key of `users`: the name to log in with, and the ARN that elasticache:Connect asks for."
  value = {
    for user in keys(var.users) : user => {
      name = module.users.users["${var.name}-${user}"].user_name
      arn  = module.users.users["${var.name}-${user}"].arn
    }
  }
}
