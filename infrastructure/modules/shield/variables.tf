variable "name" {
  description = "First part of the names of protections."
  type        = string
}

variable "resources" {
  description = "ARNs of what is protected, by a short name: distributions, load balancers, accelerators, zones, addresses."
  type        = map(string)

  validation {
    condition     = length(var.resources) > 0 && alltrue([for arn in values(var.resources) : startswith(arn, "arn:")])
    error_message = "resources must name an ARN at least: a subscription that protects nothing costs the same."
  }
}

variable "auto_renew" {
  description = "Whether the subscription goes on after its year."
  type        = bool
  default     = false
}

variable "tags" {
  description = "Tags for every resource, besides the provider's default tags."
  type        = map(string)
  default     = {}
}
