variable "name" {
  description = "First part of the names of roles and policies."
  type        = string

  validation {
    condition     = can(regex("^[\\w+=,.@-]{1,40}$", var.name))
    error_message = "name must be letters, digits and _+=,.@-, 40 at most: it is added to, and IAM takes 64 for a role."
  }
}

variable "repository" {
  description = "Repository on GitHub: owner/name."
  type        = string

  validation {
    condition     = can(regex("^[\\w.-]+/[\\w.-]+$", var.repository))
    error_message = "repository must be owner/name, without a star: every repository that fits could take the role."
  }
}

variable "branch" {
  description = "Branch whose jobs may plan, for drift."
  type        = string
  default     = "main"
}

variable "environment" {
  description = "Environment on GitHub whose jobs may apply: protect it with reviewers."
  type        = string
}

variable "state_buckets" {
  description = "Buckets of this account's states."
  type        = set(string)

  validation {
    condition     = length(var.state_buckets) > 0
    error_message = "state_buckets must name a bucket at least: without states there is nothing to plan."
  }
}

variable "regions" {
  description = "Regions of the platform; nothing is made elsewhere. us-east-1, from which global services answer, is added."
  type        = set(string)
}

variable "services" {
  description = "Services that the platform is made of, by the prefix of their actions."
  type        = set(string)

  validation {
    condition     = length(setintersection(var.services, ["*", "iam", "organizations", "account", "sts"])) == 0
    error_message = "iam, sts, account and organizations have rules of their own, and * is every service: name the others one by one."
  }
}

variable "plan_secrets" {
  description = "Names of secrets that a plan must open, because a write-only argument takes them. Keep it short."
  type        = set(string)
  default     = []
}

variable "key_alias" {
  description = "Alias of the key that encrypts `plan_secrets`: alias/NAME."
  type        = string
  default     = "alias/none"
}

variable "tags" {
  description = "Tags for every resource, besides the provider's default tags."
  type        = map(string)
  default     = {}
}
