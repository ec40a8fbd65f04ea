variable "tasks_iam_role_arn" {
  type    = string
  default = null
}

variable "tasks_iam_role_description" {
  type    = string
  default = null
}

variable "tasks_iam_role_name" {
  type    = string
  default = null
}

variable "tasks_iam_role_path" {
  type    = string
  default = null
}

variable "tasks_iam_role_permissions_boundary" {
  type    = string
  default = null
}

variable "tasks_iam_role_policies" {
  type    = map(string)
  default = {}
}

variable "tasks_iam_role_statements" {
  type    = any
  default = {}
}

variable "tasks_iam_role_tags" {
  type    = map(string)
  default = {}
}

variable "tasks_iam_role_use_name_prefix" {
  type    = bool
  default = true
}
