variable "namespace" {
  description = "Private DNS name below which the services are found."
  type        = string

  validation {
    condition     = can(regex("^([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z]+$", var.namespace))
    error_message = "namespace must be a DNS name of two labels or more, in lower case, such as dev.ai-tools.internal."
  }
}

variable "description" {
  description = "What the namespace is for."
  type        = string
  default     = null
}

variable "vpc_id" {
  description = "Network in which the names resolve."
  type        = string

  validation {
    condition     = startswith(var.vpc_id, "vpc-")
    error_message = "vpc_id must be the id of a VPC (vpc-...): take output vpc_id of the network."
  }
}

variable "services" {
  description = "Services whose tasks register themselves, each as SERVICE.NAMESPACE."
  type        = set(string)

  validation {
    condition     = alltrue([for service in var.services : can(regex("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$", service))])
    error_message = "A service's name is a DNS label: lower case letters, digits and hyphens, 63 at most."
  }
}

variable "ttl" {
  description = "How long callers keep an address, in seconds. A task that is gone is called for so long at most."
  type        = number
  default     = 10

  validation {
    condition     = var.ttl >= 0 && var.ttl <= 300
    error_message = "ttl must be from 0 to 300 seconds: beyond, callers keep addresses of tasks long gone."
  }
}

variable "tags" {
  description = "Tags for every resource, besides the provider's default tags."
  type        = map(string)
  default     = {}
}
