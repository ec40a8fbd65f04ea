# Cluster mode: the keys are spread over shards, each with replicas in other zones. A client must know how to follow them
# (MOVED); one that does not sees a shard's share of the keys only.

locals {
  secondary = var.global_replication_group_id != null
}

resource "aws_elasticache_replication_group" "this" {
  replication_group_id = var.name
  description          = var.description

  # A member of a global datastore takes what follows from the primary, and AWS refuses to be told it again.
  global_replication_group_id = var.global_replication_group_id
  engine                      = local.secondary ? null : "redis"
  engine_version              = local.secondary ? null : var.engine_version
  node_type                   = local.secondary ? null : var.node_type
  cluster_mode                = local.secondary ? null : "enabled"
  num_node_groups             = local.secondary ? null : var.num_node_groups
  parameter_group_name        = local.secondary ? null : aws_elasticache_parameter_group.this[0].name
  at_rest_encryption_enabled  = local.secondary ? null : true
  transit_encryption_enabled  = local.secondary ? null : true

  replicas_per_node_group    = var.replicas_per_node_group
  automatic_failover_enabled = true
  multi_az_enabled           = true

  port               = var.port
  subnet_group_name  = var.subnet_group_name
  security_group_ids = var.security_group_ids
  kms_key_id         = var.kms_key_id
  user_group_ids     = [module.users.group_id]

  snapshot_retention_limit   = var.snapshot_retention_limit
  snapshot_window            = var.snapshot_window
  maintenance_window         = var.maintenance_window
  auto_minor_version_upgrade = false # a version is tried in dev first
  apply_immediately          = var.apply_immediately
  final_snapshot_identifier  = var.keep_final_snapshot ? "${var.name}-final" : null

  dynamic "log_delivery_configuration" {
    for_each = var.log_group_names

    content {
      log_type         = "${log_delivery_configuration.key}-log"
      destination      = log_delivery_configuration.value
      destination_type = "cloudwatch-logs"
      log_format       = "json"
    }
  }

  tags = var.tags
}

resource "aws_elasticache_parameter_group" "this" {
  count = local.secondary ? 0 : 1

  # The name has the family in it: a group cannot change its family.
  name        = "${var.name}-redis${split(".", var.engine_version)[0]}"
  family      = "redis${split(".", var.engine_version)[0]}"
  description = "Replication group ${var.name}"

  parameter {
    name  = "cluster-enabled"
    value = "yes"
  }

  # When memory is full, what has a time to live goes first, the oldest use first. What was meant to stay, stays.
  parameter {
    name  = "maxmemory-policy"
    value = "volatile-lru"
  }

  tags = var.tags

  lifecycle {
    create_before_destroy = true
  }
}
