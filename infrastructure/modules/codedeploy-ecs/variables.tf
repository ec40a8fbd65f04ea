variable "name" {
  description = "Name of the application, the group and the configuration."
  type        = string

  validation {
    condition     = can(regex("^[a-zA-Z0-9._+=,@-]{1,100}$", var.name))
    error_message = "name must be letters, digits and ._+=,@-, 100 at most."
  }
}

variable "cluster_name" {
  description = "Name of the cluster."
  type        = string
}

variable "cluster_arn" {
  description = "ARN of the cluster: the role may act in no other."
  type        = string
}

variable "service_name" {
  description = "Name of the service; its deployment controller is CODE_DEPLOY."
  type        = string
}

variable "task_role_arns" {
  description = "Roles that the tasks run with: the task's own and the one that starts it."
  type        = list(string)

  validation {
    condition     = length(var.task_role_arns) > 0
    error_message = "task_role_arns must name the roles of the tasks: without the right to hand them over, no new task starts."
  }
}

variable "listener_arn" {
  description = "Listener that clients come through."
  type        = string
}

variable "test_listener_arn" {
  description = "Listener that leads to green while it is tested; null for none."
  type        = string
  default     = null
}

variable "target_group_names" {
  description = "Names of blue and green."
  type        = list(string)

  validation {
    condition     = length(var.target_group_names) == 2 && length(distinct(var.target_group_names)) == 2
    error_message = "target_group_names must be two: blue and green."
  }
}

variable "canary" {
  description = "Share of requests, in percent, that green gets first, and for how many minutes."

  type = object({
    percentage = number
    minutes    = number
  })
  default = { percentage = 10, minutes = 15 }

  validation {
    condition     = var.canary.percentage >= 1 && var.canary.percentage <= 99 && var.canary.minutes >= 1
    error_message = "A canary is 1 to 99 percent for a minute at least; a hundred percent is no canary."
  }
}

variable "keep_blue_minutes" {
  description = "For how long the old tasks stay after the last request has moved: the time in which going back takes seconds."
  type        = number
  default     = 60

  validation {
    condition     = var.keep_blue_minutes >= 0 && var.keep_blue_minutes <= 2880
    error_message = "keep_blue_minutes must be 0 to 2880 (two days)."
  }
}

variable "alarm_names" {
  description = "Alarms that stop a deployment and take it back."
  type        = list(string)

  validation {
    condition     = length(var.alarm_names) >= 1 && length(var.alarm_names) <= 10
    error_message = "alarm_names must be 1 to 10: without an alarm a bad release is not taken back, and CodeDeploy watches ten."
  }
}

variable "tags" {
  description = "Tags for every resource, besides the provider's default tags."
  type        = map(string)
  default     = {}
}
