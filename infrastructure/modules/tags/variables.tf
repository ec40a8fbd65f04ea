variable "project" {
  description = "What the resources belong to."
  type        = string
}

variable "environment" {
  description = "Environment: dev, staging, production."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]*$", var.environment))
    error_message = "environment must be lower case letters, digits and hyphens, as in env.hcl: costs are added up by it."
  }
}

variable "repository" {
  description = "Where the configuration is kept: owner/name."
  type        = string

  validation {
    condition     = can(regex("^[^/ ]+/[^/ ]+$", var.repository))
    error_message = "repository must be owner/name."
  }
}

variable "managed_by" {
  description = "What makes and changes the resources."
  type        = string
  default     = "terraform"
}

variable "extra" {
  description = "Further tags. The common ones win."
  type        = map(string)
  default     = {}

  validation {
    condition     = alltrue([for key in keys(var.extra) : length(key) >= 1 && length(key) <= 128 && !startswith(lower(key), "aws:")])
    error_message = "A tag's key has 1 to 128 characters and does not start with aws:, which AWS keeps to itself."
  }

  validation {
    condition     = alltrue([for value in values(var.extra) : length(value) <= 256])
    error_message = "A tag's value has 256 characters at most."
  }

  validation {
    condition     = length(var.extra) <= 40
    error_message = "AWS takes 50 tags a resource: leave ten to the common ones and to Name."
  }
}
