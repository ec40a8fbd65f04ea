variable "name" {
  description = "First part of the names."
  type        = string

  validation {
    condition     = can(regex("^[a-zA-Z0-9-]{3,40}$", var.name)) && !startswith(lower(var.name), "aws") && !startswith(lower(var.name), "amazon")
    error_message = "name must be 3 to 40 letters, digits and hyphens, and not start with aws or amazon: Systems Manager keeps those to itself."
  }
}

variable "primary" {
  description = "The region that is left: its cluster, and the health check that watches it."

  type = object({
    region          = string
    cluster_arn     = string
    health_check_id = string
  })
}

variable "secondary" {
  description = "The region that takes over."

  type = object({
    region               = string
    cluster_arn          = string
    replication_group_id = optional(string)
    cluster_name         = string
    service_name         = string
  })

  validation {
    condition     = var.secondary.region != var.primary.region
    error_message = "secondary must be another region than primary: there is nowhere to go otherwise."
  }
}

variable "global_cluster_id" {
  description = "Global database of both clusters."
  type        = string
}

variable "global_replication_group_id" {
  description = "Global datastore of the sessions; null for none."
  type        = string
  default     = null

  validation {
    condition     = var.global_replication_group_id == null || var.secondary.replication_group_id != null
    error_message = "A global datastore fails over to a group: set secondary.replication_group_id too."
  }
}

variable "endpoint_groups" {
  description = "ARNs of the accelerator's endpoint groups in the two regions; null where names alone lead to a region."

  type = object({
    primary   = string
    secondary = string
  })

  default = null

  validation {
    condition     = alltrue([for groups in var.endpoint_groups[*] : alltrue([for arn in values(groups) : can(regex(":globalaccelerator:.*/endpoint-group/", arn))])])
    error_message = "endpoint_groups must be ARNs of endpoint groups: arn:aws:globalaccelerator::ACCOUNT:accelerator/ID/listener/ID/endpoint-group/ID."
  }
}

variable "tasks" {
  description = "Tasks that the secondary region has at least after a failover: as many as both had."
  type        = number

  validation {
    condition     = var.tasks >= 1
    error_message = "tasks must be 1 at least."
  }
}

variable "minutes_down" {
  description = "Minutes without an answer before somebody is asked."
  type        = number
  default     = 5

  validation {
    condition     = var.minutes_down >= 1 && var.minutes_down <= 30
    error_message = "minutes_down must be 1 to 30: an hour is all that a failover may take."
  }
}

variable "approver_arns" {
  description = "Roles or users that may approve."
  type        = list(string)

  validation {
    condition     = length(var.approver_arns) >= 1 && length(var.approver_arns) <= 10
    error_message = "approver_arns must name 1 to 10: without an approver the failover waits for ever."
  }
}

variable "approvals" {
  description = "How many of them must approve."
  type        = number
  default     = 1

  validation {
    condition     = var.approvals >= 1 && var.approvals <= length(var.approver_arns)
    error_message = "approvals must be 1 at least, and not more than there are approvers."
  }
}

variable "approval_timeout_seconds" {
  description = "For how long the question stands."
  type        = number
  default     = 3600
}

variable "sns_topic_arn" {
  description = "Topic that asks."
  type        = string
}

variable "runbook_url" {
  description = "Where the approver reads what to look at first."
  type        = string
}

variable "tags" {
  description = "Tags for every resource, besides the provider's default tags."
  type        = map(string)
  default     = {}
}
