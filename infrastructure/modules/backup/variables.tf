variable "name" {
  description = "Name of the vault and of the plan."
  type        = string

  validation {
    condition     = can(regex("^[a-zA-Z0-9_-]{2,50}$", var.name))
    error_message = "name must be 2 to 50 letters, digits, hyphens and underscores: AWS Backup takes nothing else."
  }
}

variable "kms_key_arn" {
  description = "Key of this region that encrypts what is in the vault."
  type        = string
}

variable "rules" {
  description = <<-EOT
    When backups are made, by name; none in a vault that only receives copies. `continuous` allows a restore to any second
    (35 days at most). `copy` sends each backup to `copy_vault_arn` too. AWS Backup makes one an hour at most.
  EOT

  type = map(object({
    schedule           = string
    keep_days          = number
    cold_after_days    = optional(number)
    continuous         = optional(bool, false)
    copy               = optional(bool, false)
    completion_minutes = optional(number, 480)
  }))
  default = {}

  validation {
    condition     = alltrue([for rule in values(var.rules) : can(regex("^(cron|rate)\\(.+\\)$", rule.schedule))])
    error_message = "schedule must be cron(...) or rate(...), UTC."
  }

  validation {
    condition     = alltrue([for rule in values(var.rules) : rule.cold_after_days == null || try(rule.keep_days >= rule.cold_after_days + 90, false)])
    error_message = "What goes to cold storage is paid for 90 days there: keep_days must be cold_after_days + 90 at least."
  }

  validation {
    condition     = alltrue([for rule in values(var.rules) : !rule.continuous || rule.keep_days <= 35])
    error_message = "Continuous backups are kept for 35 days at most: lower keep_days, and add a rule for what is kept longer."
  }
}

variable "copy_vault_arn" {
  description = "Vault in another region that gets copies."
  type        = string
  default     = null
}

variable "selection_tag" {
  description = "Tag of the resources that are backed up."

  type = object({
    key   = string
    value = string
  })
  default = { key = "Backup", value = "yes" }
}

variable "sns_topic_arn" {
  description = "Topic that hears of failed jobs."
  type        = string
  default     = null
}

variable "lock" {
  description = "Refuse to delete a backup before its time."
  type        = bool
  default     = true
}

variable "min_retention_days" {
  description = "With `lock`: no rule may keep a backup for less."
  type        = number
  default     = 7

  validation {
    condition     = alltrue([for rule in values(var.rules) : !var.lock || rule.keep_days >= var.min_retention_days])
    error_message = "A rule keeps its backups for less than the lock allows: raise its keep_days or lower min_retention_days."
  }
}

variable "force_destroy" {
  description = "Whether the vault may go with backups in it."
  type        = bool
  default     = false
}

variable "tags" {
  description = "Tags for every resource, besides the provider's default tags."
  type        = map(string)
  default     = {}
}
