variable "api_destinations" {
  type    = map(any)
  default = {}
}

variable "append_connection_postfix" {
  type    = bool
  default = true
}

variable "append_destination_postfix" {
  type    = bool
  default = true
}

variable "append_pipe_postfix" {
  type    = bool
  default = true
}

variable "append_rule_postfix" {
  type    = bool
  default = true
}

variable "append_schedule_group_postfix" {
  type    = bool
  default = true
}

variable "append_schedule_postfix" {
  type    = bool
  default = true
}

variable "archives" {
  type    = map(any)
  default = {}
}

variable "attach_api_destination_policy" {
  type    = bool
  default = false
}

variable "attach_cloudwatch_policy" {
  type    = bool
  default = false
}

variable "attach_ecs_policy" {
  type    = bool
  default = false
}

variable "attach_kinesis_firehose_policy" {
  type    = bool
  default = false
}

variable "attach_kinesis_policy" {
  type    = bool
  default = false
}

variable "attach_lambda_policy" {
  type    = bool
  default = false
}

variable "attach_policies" {
  type    = bool
  default = false
}

variable "attach_policy" {
  type    = bool
  default = false
}

variable "attach_policy_json" {
  type    = bool
  default = false
}

variable "attach_policy_jsons" {
  type    = bool
  default = false
}

variable "attach_policy_statements" {
  type    = bool
  default = false
}

variable "attach_sfn_policy" {
  type    = bool
  default = false
}

variable "attach_sns_policy" {
  type    = bool
  default = false
}

variable "attach_sqs_policy" {
  type    = bool
  default = false
}

variable "attach_tracing_policy" {
  type    = bool
  default = false
}

variable "bus_description" {
  type    = string
  default = null
}

variable "bus_name" {
  type    = string
  default = "default"
}

variable "cloudwatch_target_arns" {
  type    = list(string)
  default = []
}

variable "connections" {
  type    = any
  default = {}
}

variable "create" {
  type    = bool
  default = true
}

variable "create_api_destinations" {
  type    = bool
  default = false
}

variable "create_archives" {
  type    = bool
  default = false
}

variable "create_bus" {
  type    = bool
  default = true
}

variable "create_connections" {
  type    = bool
  default = false
}

variable "create_permissions" {
  type    = bool
  default = true
}

variable "create_pipe_role_only" {
  type    = bool
  default = false
}

variable "create_pipes" {
  type    = bool
  default = true
}

variable "create_role" {
  type    = bool
  default = true
}

variable "create_rules" {
  type    = bool
  default = true
}

variable "create_schedule_groups" {
  type    = bool
  default = true
}

variable "create_schedules" {
  type    = bool
  default = true
}

variable "create_schemas_discoverer" {
  type    = bool
  default = false
}

variable "create_targets" {
  type    = bool
  default = true
}

variable "dead_letter_config" {
  type    = any
  default = {}
}

variable "ecs_pass_role_resources" {
  type    = list(string)
  default = []
}

variable "ecs_target_arns" {
  type    = list(string)
  default = []
}

variable "event_source_name" {
  type    = string
  default = null
}

variable "kinesis_firehose_target_arns" {
  type    = list(string)
  default = []
}

variable "kinesis_target_arns" {
  type    = list(string)
  default = []
}

variable "kms_key_identifier" {
  type    = string
  default = null
}

variable "lambda_target_arns" {
  type    = list(string)
  default = []
}

variable "number_of_policies" {
  type    = number
  default = 0
}

variable "number_of_policy_jsons" {
  type    = number
  default = 0
}

variable "permissions" {
  type    = map(any)
  default = {}
}

variable "pipes" {
  type    = any
  default = {}
}

variable "policies" {
  type    = list(string)
  default = []
}

variable "policy" {
  type    = string
  default = null
}

variable "policy_json" {
  type    = string
  default = null
}

variable "policy_jsons" {
  type    = list(string)
  default = []
}

variable "policy_path" {
  type    = string
  default = null
}

variable "policy_statements" {
  type    = any
  default = {}
}

variable "role_description" {
  type    = string
  default = null
}

variable "role_force_detach_policies" {
  type    = bool
  default = true
}

variable "role_name" {
  type    = string
  default = null
}

variable "role_path" {
  type    = string
  default = null
}

variable "role_permissions_boundary" {
  type    = string
  default = null
}

variable "role_tags" {
  type    = map(string)
  default = {}
}

variable "rules" {
  type    = map(any)
  default = {}
}

variable "schedule_group_timeouts" {
  type    = map(string)
  default = {}
}

variable "schedule_groups" {
  type    = any
  default = {}
}

variable "schedules" {
  type    = map(any)
  default = {}
}

variable "schemas_discoverer_description" {
  type    = string
  default = "Auto schemas discoverer event"
}

variable "sfn_target_arns" {
  type    = list(string)
  default = []
}

variable "sns_kms_arns" {
  type    = list(string)
  default = ["*"]
}

variable "sns_target_arns" {
  type    = list(string)
  default = []
}

variable "sqs_target_arns" {
  type    = list(string)
  default = []
}

variable "tags" {
  type    = map(string)
  default = {}
}

variable "targets" {
  type    = any
  default = {}
}

variable "trusted_entities" {
  type    = list(string)
  default = []
}
