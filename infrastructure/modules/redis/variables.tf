variable "name" {
  description = "Id of the replication group, and first part of its users' names."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", var.name)) && length(var.name) <= 30
    error_message = "name must start with a letter and be lower case letters, digits and single hyphens, 30 at most: users add to it, and 40 is all that ElastiCache takes."
  }
}

variable "description" {
  description = "What is kept in it."
  type        = string
}

variable "global_replication_group_id" {
  description = "Global datastore that this group follows; null for a primary, or a group on its own."
  type        = string
  default     = null
}

variable "engine_version" {
  description = "Version of Redis, MAJOR.MINOR; of a primary only."
  type        = string
  default     = "7.1"

  validation {
    condition     = can(regex("^7\\.[0-9]+$", var.engine_version))
    error_message = "engine_version must be 7.MINOR: users that log in by their role came with Redis 7, and the group of parameters is that of Redis 7."
  }
}

variable "node_type" {
  description = "Size of a node; of a primary only, a secondary has the same. A global datastore takes M5, M6g, M7g, R5, R6g, R6gd and R7g only."
  type        = string
  default     = "cache.t4g.small"
}

variable "num_node_groups" {
  description = "Shards; of a primary only."
  type        = number
  default     = 2

  validation {
    condition     = var.num_node_groups >= 1 && var.num_node_groups <= 90
    error_message = "num_node_groups must be 1 to 90: AWS gives a cluster 90 nodes unless asked for more."
  }
}

variable "replicas_per_node_group" {
  description = "Copies of each shard, in other zones."
  type        = number
  default     = 1

  validation {
    condition     = var.replicas_per_node_group >= 1 && var.replicas_per_node_group <= 5
    error_message = "replicas_per_node_group must be 1 to 5: without a copy there is nothing to fail over to."
  }
}

variable "port" {
  description = "Port of every node."
  type        = number
  default     = 6379
}

variable "subnet_group_name" {
  description = "Group of the subnets that the nodes are in."
  type        = string
}

variable "security_group_ids" {
  description = "Security groups of the nodes."
  type        = list(string)

  validation {
    condition     = length(var.security_group_ids) > 0
    error_message = "security_group_ids must name a group: without one, ElastiCache takes the network's default group."
  }
}

variable "kms_key_id" {
  description = "ARN of the key of this region that encrypts disks and snapshots."
  type        = string
}

variable "users" {
  description = "Users by name, with what they may do (Redis ACL). They log in by their role."
  type        = map(string)

  validation {
    condition     = alltrue([for user in keys(var.users) : can(regex("^[a-z][a-z0-9]{0,8}$", user))])
    error_message = "A user's name must be lower case letters and digits, 9 at most: it is added to the name of the group, and 40 is all that ElastiCache takes."
  }

  validation {
    condition     = !contains(keys(var.users), "default")
    error_message = "The user default is switched off: give yours another name."
  }

  validation {
    condition     = alltrue([for access in values(var.users) : startswith(access, "on ")])
    error_message = "An access string starts with `on `; a user that is off serves nobody. Leave it out instead."
  }
}

variable "log_group_names" {
  description = "Log groups that get `slow` commands and the `engine`'s own messages."
  type        = map(string)
  default     = {}

  validation {
    condition     = length(setsubtract(keys(var.log_group_names), ["slow", "engine"])) == 0
    error_message = "ElastiCache writes two logs: the keys of log_group_names are slow and engine."
  }
}

variable "snapshot_retention_limit" {
  description = "Days for which the daily snapshot is kept; 0 for none."
  type        = number
  default     = 7

  validation {
    condition     = var.snapshot_retention_limit >= 0 && var.snapshot_retention_limit <= 35
    error_message = "snapshot_retention_limit must be 0 to 35 days."
  }
}

variable "snapshot_window" {
  description = "When the daily snapshot is made, UTC."
  type        = string
  default     = "01:00-02:00"
}

variable "maintenance_window" {
  description = "When AWS may replace nodes, UTC."
  type        = string
  default     = "sun:05:00-sun:06:00"
}

variable "apply_immediately" {
  description = "Whether a change waits for the maintenance window (false) or not."
  type        = bool
  default     = false
}

variable "keep_final_snapshot" {
  description = "Whether a destroyed group leaves a snapshot behind."
  type        = bool
  default     = true
}

variable "tags" {
  description = "Tags for every resource, besides the provider's default tags."
  type        = map(string)
  default     = {}
}
