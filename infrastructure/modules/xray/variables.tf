variable "name" {
  description = "First part of the names of rules and groups."
  type        = string

  validation {
    condition     = can(regex("^[a-zA-Z0-9-]{1,19}$", var.name))
    error_message = "name must be letters, digits and hyphens, 19 at most: X-Ray takes 32 for a group or a rule, and the key is added."
  }
}

variable "kms_key_arn" {
  description = "Key that encrypts traces."
  type        = string
}

variable "sampling_rules" {
  description = "Of the requests that fit, `per_second` are traced for sure and `fixed_rate` (0 to 1) of the others. The lowest priority number decides."

  type = map(object({
    priority     = number
    fixed_rate   = number
    per_second   = optional(number, 1)
    service_name = optional(string, "*")
    url_path     = optional(string, "*")
  }))
  default = {}

  validation {
    condition     = alltrue([for rule in values(var.sampling_rules) : rule.fixed_rate >= 0 && rule.fixed_rate <= 1])
    error_message = "fixed_rate is a share: 0 to 1."
  }

  validation {
    condition     = alltrue([for rule in values(var.sampling_rules) : rule.priority >= 1 && rule.priority <= 9999])
    error_message = "priority must be 1 to 9999: 10000 is X-Ray's own rule."
  }

  validation {
    condition     = alltrue([for key in concat(keys(var.sampling_rules), keys(var.groups)) : can(regex("^[a-zA-Z0-9-]{1,12}$", key))])
    error_message = "A key of sampling_rules and groups must be letters, digits and hyphens, 12 at most: it ends a name of 32 characters."
  }
}

variable "groups" {
  description = "Filter expressions of X-Ray, by name."
  type        = map(string)
  default     = {}
}

variable "notifications_enabled" {
  description = "Whether insights send events to EventBridge."
  type        = bool
  default     = false
}

variable "tags" {
  description = "Tags for every resource, besides the provider's default tags."
  type        = map(string)
  default     = {}
}
