variable "name" {
  description = "Last part of the datastore's id: AWS puts a prefix before it."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", var.name)) && length(var.name) <= 40
    error_message = "name must start with a letter and be lower case letters, digits and single hyphens, 40 at most."
  }
}

variable "description" {
  description = "What is kept in it."
  type        = string
}

variable "primary_replication_group_id" {
  description = "Replication group that writes."
  type        = string
}
