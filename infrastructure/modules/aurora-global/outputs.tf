output "id" {
  description = "Identifier of the global cluster, which regional clusters join by."
  value       = aws_rds_global_cluster.this.id
}

output "arn" {
  description = "ARN of the global cluster; it has no region."
  value       = aws_rds_global_cluster.this.arn
}

output "engine_version" {
  description = "Version that every member must have."
  value       = aws_rds_global_cluster.this.engine_version
}
