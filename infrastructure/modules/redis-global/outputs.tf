output "global_replication_group_id" {
  description = "Id of the datastore: the name, behind a prefix that AWS chooses by region."
  value       = aws_elasticache_global_replication_group.this.global_replication_group_id
}
