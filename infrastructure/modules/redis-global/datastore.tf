# Makes a replication group the primary of a datastore that groups in other regions follow.

resource "aws_elasticache_global_replication_group" "this" {
  global_replication_group_id_suffix   = var.name
  global_replication_group_description = var.description
  primary_replication_group_id         = var.primary_replication_group_id
  automatic_failover_enabled           = true
}
