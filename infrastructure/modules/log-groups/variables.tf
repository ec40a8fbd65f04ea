variable "groups" {
  description = "Log groups: the key is how other units ask for one, the value is its name."
  type        = map(string)

  validation {
    condition     = alltrue([for name in values(var.groups) : can(regex("^[a-zA-Z0-9_./#-]{1,512}$", name))])
    error_message = "CloudWatch takes letters, digits and _-/.# in the name of a log group, 512 at most. Not so: ${join(", ", [for key, name in var.groups : key if !can(regex("^[a-zA-Z0-9_./#-]{1,512}$", name))])}."
  }

  validation {
    condition     = length(distinct(values(var.groups))) == length(var.groups)
    error_message = "Two keys have the same name: a log group is made once. Give one of them another name, or drop it."
  }
}

variable "retention_in_days" {
  description = "How long lines are kept, in days."
  type        = number

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.retention_in_days)
    error_message = "CloudWatch keeps logs for 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288 or 3653 days: choose one of these. For ever is not offered: it is only ever paid for."
  }
}

variable "kms_key_arn" {
  description = "Key that encrypts the groups; its policy must allow logs.REGION.amazonaws.com. Without it, CloudWatch's own key."
  type        = string
  default     = null

  validation {
    condition     = var.kms_key_arn == null || can(regex("^arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:key/", var.kms_key_arn))
    error_message = "kms_key_arn must be the ARN of a key, not its id or an alias: CloudWatch takes nothing else. Take output key_arn of the key."
  }
}

variable "tags" {
  description = "Tags for every resource, besides the provider's default tags."
  type        = map(string)
  default     = {}
}
