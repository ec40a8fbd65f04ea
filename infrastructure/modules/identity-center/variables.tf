variable "permission_sets" {
  description = "What a group may do, by name; policies are AWS's own, by the last part of their ARN."

  type = map(object({
    description      = string
    managed_policies = set(string)
    session_duration = optional(string, "PT4H")
  }))

  validation {
    condition     = alltrue([for name in keys(var.permission_sets) : can(regex("^[\\w+=,.@-]{1,32}$", name))])
    error_message = "A permission set's name must be letters, digits and _+=,.@-, 32 at most."
  }

  validation {
    condition     = alltrue([for set in values(var.permission_sets) : can(regex("^PT([1-9]|1[0-2])H$", set.session_duration))])
    error_message = "session_duration must be PT1H to PT12H."
  }
}

variable "groups" {
  description = "Groups of people, with what they are for."
  type        = map(string)
}

variable "assignments" {
  description = "Which group has which permission set in which account, by a short name."

  type = map(object({
    group          = string
    permission_set = string
    account_id     = string
  }))

  validation {
    condition     = alltrue([for a in values(var.assignments) : contains(keys(var.groups), a.group) && contains(keys(var.permission_sets), a.permission_set)])
    error_message = "An assignment names a group of `groups` and a set of `permission_sets`. Not so: ${join(", ", [for name, a in var.assignments : name if !contains(keys(var.groups), a.group) || !contains(keys(var.permission_sets), a.permission_set)])}."
  }

  validation {
    condition     = alltrue([for a in values(var.assignments) : can(regex("^[0-9]{12}$", a.account_id))])
    error_message = "account_id must be the twelve digits of the account, as a string."
  }
}

variable "tags" {
  description = "Tags for every resource, besides the provider's default tags."
  type        = map(string)
  default     = {}
}
