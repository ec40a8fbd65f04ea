# The catalogue: what an alert may name, and how CloudWatch measures it. A metric of something that is not there (a service
# that an environment leaves out) is known, and measures nothing: `queries` is empty.
#
# queries: CloudWatch metrics by id; expression: what is made of them, null for the one metric itself.

locals {
  services = { for service in ["api", "inference", "worker"] : service => lookup(var.services, service, null) }

  metrics_compute = merge(
    {
      for service, name in local.services : "${service}.cpu" => {
        title      = "CPU of ${service}, percent"
        group      = "Services"
        expression = null
        queries    = name == null ? {} : { m = merge(local.ecs, { metric_name = "CPUUtilization", stat = "Average", dimensions = { ClusterName = var.cluster_name, ServiceName = name } }) }
      }
    },
    {
      for service, name in local.services : "${service}.memory" => {
        title      = "Memory of ${service}, percent"
        group      = "Services"
        expression = null
        queries    = name == null ? {} : { m = merge(local.ecs, { metric_name = "MemoryUtilization", stat = "Average", dimensions = { ClusterName = var.cluster_name, ServiceName = name } }) }
      }
    },
    # Container Insights: by task, as bytes in a second and bytes.
    {
      for service, name in local.services : "${service}.network" => {
        title      = "Network of a task of ${service}, MiB a second in and out"
        group      = "Services"
        expression = "(rx + tx) / 1048576"
        queries = name == null ? {} : {
          rx = merge(local.insights, { metric_name = "NetworkRxBytes", stat = "Average", dimensions = { ClusterName = var.cluster_name, ServiceName = name } })
          tx = merge(local.insights, { metric_name = "NetworkTxBytes", stat = "Average", dimensions = { ClusterName = var.cluster_name, ServiceName = name } })
        }
      }
    },
    {
      for service, name in local.services : "${service}.disk" => {
        title      = "Disk of a task of ${service}, MiB read and written"
        group      = "Services"
        expression = "(read + write) / 1048576"
        queries = name == null ? {} : {
          read  = merge(local.insights, { metric_name = "StorageReadBytes", stat = "Average", dimensions = { ClusterName = var.cluster_name, ServiceName = name } })
          write = merge(local.insights, { metric_name = "StorageWriteBytes", stat = "Average", dimensions = { ClusterName = var.cluster_name, ServiceName = name } })
        }
      }
    },
    {
      # What should run and does not.
      for service, name in local.services : "${service}.tasks-missing" => {
        title      = "Tasks of ${service} that should run and do not"
        group      = "Services"
        expression = "desired - running"
        queries = name == null ? {} : {
          desired = merge(local.insights, { metric_name = "DesiredTaskCount", stat = "Average", dimensions = { ClusterName = var.cluster_name, ServiceName = name } })
          running = merge(local.insights, { metric_name = "RunningTaskCount", stat = "Average", dimensions = { ClusterName = var.cluster_name, ServiceName = name } })
        }
      }
    },
  )

  ecs      = { namespace = "AWS/ECS" }
  insights = { namespace = "ECS/ContainerInsights" }
}
