variable "name" {
  description = "Name of the baseline and the window."
  type        = string

  validation {
    condition     = can(regex("^[a-zA-Z0-9_.-]{3,120}$", var.name))
    error_message = "name must be 3 to 120 letters, digits and _.-: it is added to, and Systems Manager takes 128."
  }
}

variable "approve_after_days" {
  description = "Days after which a patch that is not critical is installed: others find its faults first."
  type        = number
  default     = 7

  validation {
    condition     = var.approve_after_days >= 0 && var.approve_after_days <= 30
    error_message = "approve_after_days must be 0 to 30: a weakness that is known for longer is used."
  }
}

variable "schedule" {
  description = "When the window opens, UTC."
  type        = string
  default     = "cron(0 4 ? * SUN *)"

  validation {
    condition     = can(regex("^(cron|rate|at)\\(.+\\)$", var.schedule))
    error_message = "schedule must be cron(...), rate(...) or at(...)."
  }
}

variable "target_tag" {
  description = "Tag of the instances that are patched."

  type = object({
    key   = string
    value = string
  })
  default = { key = "PatchGroup", value = "weekly" }
}

variable "tags" {
  description = "Tags for every resource, besides the provider's default tags."
  type        = map(string)
  default     = {}
}
