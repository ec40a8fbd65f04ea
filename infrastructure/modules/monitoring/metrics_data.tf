locals {
  database = var.database == null ? null : { DBClusterIdentifier = var.database.cluster_id }

  metrics_data = {
    "database.cpu" = {
      title      = "CPU of the database, percent"
      group      = "Data"
      expression = null
      queries    = local.database == null ? {} : { m = { namespace = "AWS/RDS", metric_name = "CPUUtilization", stat = "Maximum", dimensions = local.database } }
    }
    # A number of connections says nothing without how many there may be.
    "database.connections" = {
      title      = "Connections to the database, percent of those allowed"
      group      = "Data"
      expression = try("100 * m / ${var.database.max_connections}", null)
      queries    = local.database == null ? {} : { m = { namespace = "AWS/RDS", metric_name = "DatabaseConnections", stat = "Maximum", dimensions = local.database } }
    }
    "database.capacity" = {
      title      = "Capacity of the database, percent of its maximum"
      group      = "Data"
      expression = null
      queries    = local.database == null ? {} : { m = { namespace = "AWS/RDS", metric_name = "ACUUtilization", stat = "Maximum", dimensions = local.database } }
    }
    "database.io" = {
      title      = "Operations on the database's storage in five minutes"
      group      = "Data"
      expression = "reads + writes"
      queries = local.database == null ? {} : {
        reads  = { namespace = "AWS/RDS", metric_name = "VolumeReadIOPs", stat = "Average", dimensions = local.database }
        writes = { namespace = "AWS/RDS", metric_name = "VolumeWriteIOPs", stat = "Average", dimensions = local.database }
      }
    }
    "database.replica-lag" = {
      title      = "Readers behind the writer, milliseconds"
      group      = "Data"
      expression = null
      queries    = local.database == null ? {} : { m = { namespace = "AWS/RDS", metric_name = "AuroraReplicaLagMaximum", stat = "Maximum", dimensions = local.database } }
    }
    # What would be lost if the other region were gone now.
    "database.global-lag" = {
      title      = "This region behind the one that writes, milliseconds"
      group      = "Data"
      expression = null
      queries    = try(var.database.secondary, false) ? { m = { namespace = "AWS/RDS", metric_name = "AuroraGlobalDBRPOLag", stat = "Maximum", dimensions = local.database } } : {}
    }
    "cache.cpu" = {
      title      = "CPU of the cache's busiest node, percent"
      group      = "Data"
      expression = "MAX(METRICS())"
      queries = {
        for node in local.cache_nodes : "n${replace(node, "-", "")}" => {
          namespace = "AWS/ElastiCache", metric_name = "EngineCPUUtilization", stat = "Average", dimensions = { CacheClusterId = "${var.cache.replication_group_id}-${node}" }
        }
      }
    }
    "cache.memory" = {
      title      = "Memory of the cache's fullest node, percent"
      group      = "Data"
      expression = "MAX(METRICS())"
      queries = {
        for node in local.cache_nodes : "n${replace(node, "-", "")}" => {
          namespace = "AWS/ElastiCache", metric_name = "DatabaseMemoryUsagePercentage", stat = "Maximum", dimensions = { CacheClusterId = "${var.cache.replication_group_id}-${node}" }
        }
      }
    }
    "jobs.depth" = {
      title      = "Jobs that wait"
      group      = "Jobs"
      expression = null
      queries    = var.queue == null ? {} : { m = { namespace = "AWS/SQS", metric_name = "ApproximateNumberOfMessagesVisible", stat = "Maximum", dimensions = { QueueName = var.queue.name } } }
    }
    "jobs.age" = {
      title      = "Age of the oldest job, seconds"
      group      = "Jobs"
      expression = null
      queries    = var.queue == null ? {} : { m = { namespace = "AWS/SQS", metric_name = "ApproximateAgeOfOldestMessage", stat = "Maximum", dimensions = { QueueName = var.queue.name } } }
    }
    "jobs.dead" = {
      title      = "Jobs that failed for good"
      group      = "Jobs"
      expression = null
      queries    = var.queue == null ? {} : { m = { namespace = "AWS/SQS", metric_name = "ApproximateNumberOfMessagesVisible", stat = "Maximum", dimensions = { QueueName = var.queue.dead_letter_name } } }
    }
  }

  # AWS numbers the nodes of a group: 0001-001 is the first of the first shard. An alarm takes ten metrics at most.
  cache_nodes = var.cache == null ? [] : slice(flatten([
    for shard in range(1, var.cache.shards + 1) : [
      for node in range(1, var.cache.nodes_per_shard + 1) : format("%04d-%03d", shard, node)
    ]
  ]), 0, min(10, var.cache.shards * var.cache.nodes_per_shard))
}
