variable "name" {
  description = "Identifier of the cluster, and first part of its instances'."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", var.name)) && length(var.name) <= 50
    error_message = "name must start with a letter and be lower case letters, digits and single hyphens, 50 at most: an instance adds to it, and 63 is all that RDS takes."
  }
}

variable "is_primary_cluster" {
  description = "Whether this cluster writes. A secondary of a global database only reads, until a failover."
  type        = bool
  default     = true
}

variable "global_cluster_identifier" {
  description = "Global database that the cluster joins; null for a cluster on its own."
  type        = string
  default     = null

  validation {
    condition     = var.is_primary_cluster || var.global_cluster_identifier != null
    error_message = "A secondary cluster needs a global database to follow: set global_cluster_identifier, or make it a primary."
  }
}

variable "engine_version" {
  description = "Version of Aurora PostgreSQL; in a global database that of all members."
  type        = string

  validation {
    condition     = can(regex("^[0-9]+\\.[0-9]+$", var.engine_version))
    error_message = "engine_version must be MAJOR.MINOR, such as 16.6."
  }
}

variable "database_name" {
  description = "Database that is made with the cluster."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9_]{0,62}$", var.database_name))
    error_message = "database_name must start with a letter and be lower case letters, digits and underscores, 63 at most: PostgreSQL would have to quote anything else."
  }
}

variable "master_username" {
  description = "Owner of the database."
  type        = string
  default     = "platform"

  validation {
    condition     = !contains(["admin", "postgres", "rdsadmin", "root"], var.master_username)
    error_message = "RDS keeps this name to itself, or everybody guesses it: choose another one for master_username."
  }
}

variable "master_password_secret_arn" {
  description = "Secret with the owner's password: a JSON document with a key `password`. Primary only."
  type        = string
  default     = null

  validation {
    condition     = !var.is_primary_cluster || can(regex("^arn:[a-z-]+:secretsmanager:", var.master_password_secret_arn))
    error_message = "A primary cluster needs master_password_secret_arn: the ARN of the secret with its owner's password."
  }
}

variable "master_password_version" {
  description = "Raise it to write the secret's password to the cluster once more."
  type        = number
  default     = 1
}

variable "port" {
  description = "Port of the database."
  type        = number
  default     = 5432
}

variable "db_subnet_group_name" {
  description = "Group of the subnets that the instances are in."
  type        = string
}

variable "vpc_security_group_ids" {
  description = "Security groups of the instances."
  type        = list(string)

  validation {
    condition     = length(var.vpc_security_group_ids) > 0
    error_message = "vpc_security_group_ids must name a group: without one, RDS takes the network's default group."
  }
}

variable "kms_key_id" {
  description = "ARN of the key of this region that encrypts storage, backups and insights."
  type        = string

  validation {
    condition     = can(regex("^arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:key/", var.kms_key_id))
    error_message = "kms_key_id must be the ARN of a key: with an id, every plan would replace the cluster."
  }
}

variable "instances" {
  description = "Instances by key. `db.serverless` scales by itself. The lowest promotion tier takes over when the writer fails."

  type = map(object({
    instance_class = optional(string, "db.serverless")
    promotion_tier = optional(number, 1)
  }))

  validation {
    condition     = length(var.instances) >= 1 && length(var.instances) <= 16
    error_message = "A cluster has 1 to 16 instances: a writer and up to 15 readers."
  }

  validation {
    condition     = alltrue([for instance in values(var.instances) : instance.promotion_tier >= 0 && instance.promotion_tier <= 15])
    error_message = "promotion_tier must be 0 to 15."
  }
}

variable "serverlessv2_scaling_configuration" {
  description = "How small and how large a db.serverless instance gets, in capacity units of about 2 GiB of memory."

  type = object({
    min_capacity = number
    max_capacity = number
  })

  validation {
    condition     = var.serverlessv2_scaling_configuration.min_capacity >= 0 && var.serverlessv2_scaling_configuration.max_capacity <= 256 && var.serverlessv2_scaling_configuration.max_capacity >= max(1, var.serverlessv2_scaling_configuration.min_capacity)
    error_message = "Capacity must be 0 to 256 units, max_capacity 1 at least and not below min_capacity."
  }

  validation {
    condition     = var.serverlessv2_scaling_configuration.min_capacity * 2 == floor(var.serverlessv2_scaling_configuration.min_capacity * 2) && var.serverlessv2_scaling_configuration.max_capacity * 2 == floor(var.serverlessv2_scaling_configuration.max_capacity * 2)
    error_message = "Capacity goes in steps of 0.5 units."
  }
}

variable "autoscaling_enabled" {
  description = "Whether readers are added with the load, besides `instances`."
  type        = bool
  default     = false
}

variable "autoscaling_min_capacity" {
  description = "Readers that are always there; those of `instances` count."
  type        = number
  default     = 1
}

variable "autoscaling_max_capacity" {
  description = "Readers at most."
  type        = number
  default     = 2

  validation {
    condition     = var.autoscaling_max_capacity >= var.autoscaling_min_capacity && var.autoscaling_max_capacity <= 15
    error_message = "autoscaling_max_capacity must not be below autoscaling_min_capacity, and 15 at most."
  }
}

variable "autoscaling_target_cpu" {
  description = "CPU of the readers that scaling aims at, in percent."
  type        = number
  default     = 70
}

variable "backup_retention_period" {
  description = "Days for which the database can be brought back to any second."
  type        = number

  validation {
    condition     = var.backup_retention_period >= 1 && var.backup_retention_period <= 35
    error_message = "backup_retention_period must be 1 to 35 days: Aurora keeps no more. AWS Backup keeps copies for longer."
  }
}

variable "preferred_backup_window" {
  description = "When the daily backup is made, UTC."
  type        = string
  default     = "02:00-03:00"
}

variable "preferred_maintenance_window" {
  description = "When AWS may restart instances, UTC. It must not overlap the backup's window."
  type        = string
  default     = "sun:03:30-sun:04:30"
}

variable "deletion_protection" {
  description = "Refuse to delete the cluster."
  type        = bool
  default     = true
}

variable "skip_final_snapshot" {
  description = "Whether a deleted cluster leaves no snapshot behind."
  type        = bool
  default     = false
}

variable "enabled_cloudwatch_logs_exports" {
  description = "Logs that go to CloudWatch, to /aws/rds/cluster/NAME/LOG. Make the group first: RDS makes one without a retention."
  type        = set(string)
  default     = ["postgresql"]
}

variable "database_insights_mode" {
  description = "`standard`, or `advanced` with 15 months of history, at a price by core."
  type        = string
  default     = "standard"

  validation {
    condition     = contains(["standard", "advanced"], var.database_insights_mode)
    error_message = "database_insights_mode must be standard or advanced."
  }
}

variable "monitoring_interval" {
  description = "Seconds between two readings of the operating system; 0 for none."
  type        = number
  default     = 60

  validation {
    condition     = contains([0, 1, 5, 10, 15, 30, 60], var.monitoring_interval)
    error_message = "monitoring_interval must be 0, 1, 5, 10, 15, 30 or 60 seconds."
  }
}

variable "ca_cert_identifier" {
  description = "Authority that signs the instances' certificates."
  type        = string
  default     = "rds-ca-rsa2048-g1"
}

variable "rpo_seconds" {
  description = "In the primary of a global database: how far all secondaries may be behind before writes wait. Null: writes never wait."
  type        = number
  default     = null

  validation {
    condition     = var.rpo_seconds == null || try(var.rpo_seconds >= 20 && var.global_cluster_identifier != null, false)
    error_message = "rpo_seconds must be 20 at least and needs a global database (global_cluster_identifier)."
  }
}

variable "tags" {
  description = "Tags for every resource, besides the provider's default tags."
  type        = map(string)
  default     = {}
}
