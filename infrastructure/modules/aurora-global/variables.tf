variable "name" {
  description = "Identifier of the global cluster: unique in the account, across regions."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", var.name)) && length(var.name) <= 63
    error_message = "name must start with a letter and be lower case letters, digits and single hyphens, 63 at most."
  }
}

variable "engine_version" {
  description = "Version of Aurora PostgreSQL. An upgrade starts here: AWS upgrades the members."
  type        = string

  validation {
    condition     = can(regex("^[0-9]+\\.[0-9]+$", var.engine_version))
    error_message = "engine_version must be MAJOR.MINOR, such as 16.6: with less, AWS chooses, and the regions may differ."
  }
}

variable "deletion_protection" {
  description = "Refuse to delete the global cluster."
  type        = bool
  default     = true
}

variable "force_destroy" {
  description = "Take the members out of the global cluster when it is destroyed, instead of failing."
  type        = bool
  default     = false
}

variable "tags" {
  description = "Tags for every resource, besides the provider's default tags."
  type        = map(string)
  default     = {}
}
