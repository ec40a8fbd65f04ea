variable "name" {
  description = "First part of the names, and the dashboard's."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9_-]{1,100}$", var.name))
    error_message = "name must be letters, digits, hyphens and underscores, 100 at most: a dashboard takes nothing else."
  }
}

variable "environment" {
  description = "Environment that application metrics carry as a dimension."
  type        = string
}

variable "alerts" {
  description = <<-EOT
    Alerts of alerts.yaml, with what this environment has different. `metric` is one of the catalogue (metrics_*.tf);
    `below` rings under the threshold instead of over it; `rollback` takes a running deployment back.
  EOT

  type = list(object({
    name              = string
    metric            = string
    threshold         = number
    evaluationPeriods = number
    period            = number
    severity          = string
    runbook           = string
    below             = optional(bool, false)
    rollback          = optional(bool, false)
  }))

  validation {
    condition     = length(distinct([for alert in var.alerts : alert.name])) == length(var.alerts)
    error_message = "Two alerts have one name: an alarm is made once. Rename one of them."
  }

  validation {
    condition     = alltrue([for alert in var.alerts : can(local.metrics[alert.metric])])
    error_message = "There is no such metric: ${join(", ", [for alert in var.alerts : "${alert.name} asks for ${alert.metric}" if !can(local.metrics[alert.metric])])}. The catalogue has: ${join(", ", sort(keys(local.metrics)))}."
  }

  validation {
    condition     = alltrue([for alert in var.alerts : contains(["warning", "critical"], alert.severity)])
    error_message = "severity must be warning (somebody looks today) or critical (somebody is woken)."
  }

  validation {
    condition     = alltrue([for alert in var.alerts : contains(var.runbooks, alert.runbook)])
    error_message = "An alert without a runbook wakes somebody who does not know what to do. Missing: ${join(", ", distinct([for alert in var.alerts : "${alert.runbook}.md" if !contains(var.runbooks, alert.runbook)]))}."
  }

  validation {
    condition     = alltrue([for alert in var.alerts : contains([10, 20, 30], alert.period) || alert.period % 60 == 0])
    error_message = "period must be 10, 20, 30 or a multiple of 60 seconds."
  }

  validation {
    condition     = alltrue([for alert in var.alerts : alert.period * alert.evaluationPeriods <= 86400])
    error_message = "An alarm looks back a day at most: period times evaluationPeriods must not be above 86400."
  }
}

variable "runbooks" {
  description = "Names of the runbooks that there are, without .md."
  type        = set(string)
}

variable "runbook_url" {
  description = "Where people read runbooks; NAME.md is added."
  type        = string
}

variable "sns_topic_arn" {
  description = "Topic that alarms go to."
  type        = string
}

variable "application_namespace" {
  description = "Namespace of the metrics that the services write; null where there are none."
  type        = string
  default     = null
}

variable "log_group_names" {
  description = "Log groups of the services, by service."
  type        = map(string)
  default     = {}
}

variable "cluster_name" {
  description = "Cluster of the services."
  type        = string
  default     = null
}

variable "services" {
  description = "Names of the services in the cluster: api, worker, inference, as far as they are there."
  type        = map(string)
  default     = {}

  validation {
    condition     = length(setsubtract(keys(var.services), ["api", "inference", "worker"])) == 0
    error_message = "The catalogue knows api, inference and worker: add another service to local.services in metrics_compute.tf."
  }
}

variable "load_balancer" {
  description = "Load balancer, and its target groups blue and green, by the last parts of their ARNs."

  type = object({
    arn_suffix    = string
    target_groups = map(string)
  })
  default = null
}

variable "database" {
  description = "Aurora cluster; `secondary` in a region that follows another."

  type = object({
    cluster_id      = string
    max_connections = number
    secondary       = optional(bool, false)
  })
  default = null
}

variable "cache" {
  description = "Replication group of Redis."

  type = object({
    replication_group_id = string
    shards               = number
    nodes_per_shard      = number
  })
  default = null
}

variable "queue" {
  description = "Queue of jobs, and where those go that failed for good."

  type = object({
    name             = string
    dead_letter_name = string
  })
  default = null
}

variable "nat_gateway_ids" {
  description = "NAT gateways."
  type        = list(string)
  default     = []
}

variable "health_check_ids" {
  description = "Health checks of Route 53, by region; only in us-east-1, where their metrics are."
  type        = map(string)
  default     = {}
}

variable "distribution_id" {
  description = "Distribution of CloudFront; only in us-east-1, where its metrics are."
  type        = string
  default     = null
}

variable "tags" {
  description = "Tags for every resource, besides the provider's default tags."
  type        = map(string)
  default     = {}
}
