variable "role" {
  description = "`primary`: secrets are made and copied from here. `secondary`: their copies are looked up."
  type        = string

  validation {
    condition     = contains(["primary", "secondary"], var.role)
    error_message = "role must be primary (secrets are made here) or secondary (copies of them are read here)."
  }
}

variable "name" {
  description = "First part of the name of every secret: NAME/SECRET."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9_+=.@-]{1,200}$", var.name))
    error_message = "name must be letters, digits and _+=.@-, 200 at most: AWS takes no other character in the name of a secret."
  }
}

variable "secrets" {
  description = <<-EOT
    Secrets by name, in the primary region. With `generate` a first value is made up: a string, or with `username` a JSON
    document with username and password, as rotation functions want it. Raise `value_version` to have a new value.
  EOT

  type = map(object({
    description   = string
    generate      = optional(bool, true)
    username      = optional(string)
    length        = optional(number, 40)
    value_version = optional(number, 1)
  }))
  default = {}

  validation {
    condition     = alltrue([for name in keys(var.secrets) : can(regex("^[a-z][a-z0-9/_-]{0,99}$", name)) && !can(regex("-[a-zA-Z0-9]{6}$", name))])
    error_message = "A secret's name must be lower case letters, digits and /_-, and must not end like AWS's own suffix (a hyphen and six characters), which a look-up by partial ARN would mistake. Not so: ${join(", ", [for name in keys(var.secrets) : name if !can(regex("^[a-z][a-z0-9/_-]{0,99}$", name)) || can(regex("-[a-zA-Z0-9]{6}$", name))])}."
  }

  validation {
    condition     = alltrue([for secret in values(var.secrets) : secret.length >= 16 && secret.length <= 128])
    error_message = "length must be 16 to 128: shorter ones are guessed, longer ones are refused by databases."
  }
}

variable "kms_key_arn" {
  description = "Key of this region that encrypts the secrets; primary only."
  type        = string
  default     = null

  validation {
    condition     = var.role == "secondary" || can(regex("^arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:key/", var.kms_key_arn))
    error_message = "kms_key_arn must be the ARN of a key in the primary region: take output key_arn of the key."
  }
}

variable "replicas" {
  description = "Regions that get a copy of every secret: the value is the ARN of the key there."
  type        = map(string)
  default     = {}

  validation {
    condition     = var.role == "primary" || length(var.replicas) == 0
    error_message = "Secrets are copied from the primary region only: leave replicas out in a secondary one."
  }

  validation {
    condition     = alltrue([for region, key in var.replicas : strcontains(key, ":kms:${region}:")])
    error_message = "A copy is encrypted with a key of its own region. Not so: ${join(", ", [for region, key in var.replicas : region if !strcontains(key, ":kms:${region}:")])}."
  }
}

variable "primary_arns" {
  description = "In a secondary region: output arns of the primary one."
  type        = map(string)
  default     = {}
}

variable "recovery_window_in_days" {
  description = "For how long a deleted secret can be brought back. Its name stays taken for as long; 0 deletes at once."
  type        = number
  default     = 30

  validation {
    condition     = var.recovery_window_in_days == 0 || (var.recovery_window_in_days >= 7 && var.recovery_window_in_days <= 30)
    error_message = "recovery_window_in_days must be 0 (deleted at once) or 7 to 30."
  }
}

variable "tags" {
  description = "Tags for every resource, besides the provider's default tags."
  type        = map(string)
  default     = {}
}
