variable "name" {
  description = "Name of the function and of its stack."
  type        = string

  validation {
    condition     = can(regex("^[a-zA-Z][a-zA-Z0-9-]{0,63}$", var.name))
    error_message = "name must start with a letter and be letters, digits and hyphens, 64 at most: Lambda takes no longer one."
  }
}

variable "secret_arn" {
  description = "Secret that is rotated: a JSON document with username and password."
  type        = string
}

variable "database" {
  description = "Where the password is set."

  type = object({
    cluster_id = string
    host       = string
    port       = number
    name       = string
  })
}

variable "address_version" {
  description = "Raise it when the database has moved: its address is then written to the secret once more."
  type        = number
  default     = 1
}

variable "subnet_ids" {
  description = "Subnets from which the function reaches the database and Secrets Manager."
  type        = list(string)

  validation {
    condition     = length(var.subnet_ids) >= 2
    error_message = "subnet_ids must name two subnets at least, in two zones: with one zone lost, nothing would rotate."
  }
}

variable "security_group_ids" {
  description = "Security groups of the function."
  type        = list(string)
}

variable "kms_key_arn" {
  description = "Key that the secret is encrypted with."
  type        = string
}

variable "automatically_after_days" {
  description = "Days between two rotations."
  type        = number
  default     = 30

  validation {
    condition     = var.automatically_after_days >= 1 && var.automatically_after_days <= 90
    error_message = "automatically_after_days must be 1 to 90: a password that lives longer is not rotated, it is kept."
  }
}

variable "rotate_immediately" {
  description = "Whether a new or changed schedule rotates at once."
  type        = bool
  default     = false
}

variable "application_version" {
  description = "Version of AWS's application."
  type        = string
  default     = "1.1.367"
}

variable "tags" {
  description = "Tags for every resource, besides the provider's default tags."
  type        = map(string)
  default     = {}
}
