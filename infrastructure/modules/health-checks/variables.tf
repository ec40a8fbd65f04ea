variable "name" {
  description = "First part of the names."
  type        = string

  validation {
    condition     = length(var.name) <= 12 || can(regex("^[a-zA-Z0-9-]{1,40}$", var.name))
    error_message = "name must be letters, digits and hyphens, 40 at most."
  }
}

variable "endpoints" {
  description = "Names that are asked, by region."
  type        = map(string)

  validation {
    condition     = alltrue([for name in values(var.endpoints) : can(regex("^[a-zA-Z0-9.-]+\\.[a-z]{2,}$", name))])
    error_message = "An endpoint is a name, such as api.example.com: no https:// before it and no path behind it."
  }
}

variable "path" {
  description = "Path that answers 200 to 399 when the region can serve."
  type        = string
  default     = "/health"

  validation {
    condition     = startswith(var.path, "/")
    error_message = "path must start with /."
  }
}

variable "interval_seconds" {
  description = "Seconds between two checks from one place: 10, at a price, or 30."
  type        = number
  default     = 10

  validation {
    condition     = contains([10, 30], var.interval_seconds)
    error_message = "interval_seconds must be 10 or 30: Route 53 offers nothing else."
  }
}

variable "failure_threshold" {
  description = "Failures in a row after which an endpoint is down."
  type        = number
  default     = 3

  validation {
    condition     = var.failure_threshold >= 1 && var.failure_threshold <= 10
    error_message = "failure_threshold must be 1 to 10."
  }
}

variable "checker_regions" {
  description = "Regions that ask; three at least, so that one that is cut off does not decide."
  type        = set(string)
  default     = ["ap-southeast-1", "eu-west-1", "us-east-1", "us-west-2"]

  validation {
    condition     = length(var.checker_regions) >= 3
    error_message = "checker_regions must be three at least: Route 53 refuses fewer."
  }
}

variable "tags" {
  description = "Tags for every resource, besides the provider's default tags."
  type        = map(string)
  default     = {}
}
