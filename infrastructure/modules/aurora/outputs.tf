output "cluster_id" {
  description = "Identifier of the cluster."
  value       = aws_rds_cluster.this.id
}

output "cluster_arn" {
  description = "ARN of the cluster."
  value       = aws_rds_cluster.this.arn
}

output "cluster_resource_id" {
  description = "Id that IAM policies for logging in name (rds-db:connect)."
  value       = aws_rds_cluster.this.cluster_resource_id
}

output "cluster_endpoint" {
  description = "Host that writes; in a secondary region it answers only after a failover."
  value       = aws_rds_cluster.this.endpoint
}

output "cluster_reader_endpoint" {
  description = "Host that reads, spread over the readers."
  value       = aws_rds_cluster.this.reader_endpoint
}

output "cluster_port" {
  description = "Port of both hosts."
  value       = aws_rds_cluster.this.port
}

output "cluster_database_name" {
  description = "Name of the database."
  value       = var.database_name
}

output "cluster_instances" {
  description = "Identifier of the instance, by key."
  value       = { for key, instance in aws_rds_cluster_instance.this : key => instance.identifier }
}
