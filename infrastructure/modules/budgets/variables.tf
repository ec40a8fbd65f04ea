variable "name" {
  description = "Name of the budget."
  type        = string

  validation {
    condition     = can(regex("^[^:\\\\]{1,60}$", var.name))
    error_message = "name must have no : and no \\, 60 characters at most: a service's name is added, and 100 is all."
  }
}

variable "monthly_usd" {
  description = "What the account may cost in a month."
  type        = number

  validation {
    condition     = var.monthly_usd > 0
    error_message = "monthly_usd must be above 0: take the estimate of docs/costs.md and add what you can bear."
  }
}

variable "service_monthly_usd" {
  description = "What single services may cost in a month, by the name that the bill gives them."
  type        = map(number)
  default     = {}

  validation {
    condition     = alltrue([for usd in values(var.service_monthly_usd) : usd > 0])
    error_message = "A service's budget must be above 0; leave out what has none."
  }
}

variable "actual_percent" {
  description = "Shares of the budget at which somebody is told."
  type        = set(number)
  default     = [50, 80, 100]

  validation {
    condition     = length(var.actual_percent) >= 1 && length(var.actual_percent) <= 4
    error_message = "actual_percent must be 1 to 4 shares: a budget has five notifications, and one is the forecast's."
  }
}

variable "anomaly_usd" {
  description = "Above which difference to the usual costs somebody is told."
  type        = number
  default     = 50
}

variable "sns_topic_arn" {
  description = "Topic that hears of it; its policy must allow budgets.amazonaws.com and costalerts.amazonaws.com."
  type        = string
}

variable "tags" {
  description = "Tags for every resource, besides the provider's default tags."
  type        = map(string)
  default     = {}
}
