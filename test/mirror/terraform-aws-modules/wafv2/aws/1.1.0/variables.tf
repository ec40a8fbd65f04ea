variable "association_config" {
  type    = map(object({ default_size_inspection_limit = string }))
  default = {}
}

variable "association_resource_arns" {
  type    = map(string)
  default = {}
}

variable "captcha_config" {
  type    = object({ immunity_time_property = object({ immunity_time = number }) })
  default = null
}

variable "challenge_config" {
  type    = object({ immunity_time_property = object({ immunity_time = number }) })
  default = null
}

variable "create" {
  type    = bool
  default = true
}

variable "create_logging_configuration" {
  type    = bool
  default = false
}

variable "custom_response_bodies" {
  type    = map(object({ content = string, content_type = string }))
  default = {}
}

variable "default_action" {
  type    = any
  default = "allow"
}

variable "description" {
  type    = string
  default = null
}

variable "logging_filter" {
  type    = object({ default_behavior = string, filters = list(object({ behavior = string, requirement = string, conditions = list(object({ action_condition = optional(object({ action = string })), label_name_condition = optional(object({ label_name = string })) })) })) })
  default = null
}

variable "logging_log_destination_configs" {
  type    = list(string)
  default = []
}

variable "logging_redacted_fields" {
  type    = any
  default = []
}

variable "name" {
  type    = string
  default = ""
}

variable "putin_khuylo" {
  type    = bool
  default = true
}

variable "rule_json" {
  type    = string
  default = null
}

variable "rules" {
  type    = any
  default = {}
}

variable "scope" {
  type    = string
  default = "REGIONAL"
}

variable "tags" {
  type    = map(string)
  default = {}
}

variable "token_domains" {
  type    = list(string)
  default = []
}

variable "visibility_config" {
  type    = object({ cloudwatch_metrics_enabled = optional(bool, true), metric_name = optional(string), sampled_requests_enabled = optional(bool, true) })
  default = {}
}
