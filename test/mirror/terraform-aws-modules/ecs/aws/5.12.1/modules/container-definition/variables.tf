variable "cloudwatch_log_group_kms_key_id" {
  type    = string
  default = null
}

variable "cloudwatch_log_group_name" {
  type    = string
  default = null
}

variable "cloudwatch_log_group_retention_in_days" {
  type    = number
  default = 30
}

variable "cloudwatch_log_group_use_name_prefix" {
  type    = bool
  default = false
}

variable "command" {
  type    = list(string)
  default = []
}

variable "cpu" {
  type    = number
  default = null
}

variable "create_cloudwatch_log_group" {
  type    = bool
  default = true
}

variable "dependencies" {
  type    = list(object({ condition = string, containerName = string }))
  default = []
}

variable "disable_networking" {
  type    = bool
  default = null
}

variable "dns_search_domains" {
  type    = list(string)
  default = []
}

variable "dns_servers" {
  type    = list(string)
  default = []
}

variable "docker_labels" {
  type    = map(string)
  default = {}
}

variable "docker_security_options" {
  type    = list(string)
  default = []
}

variable "enable_cloudwatch_logging" {
  type    = bool
  default = true
}

variable "enable_execute_command" {
  type    = bool
  default = false
}

variable "entrypoint" {
  type    = list(string)
  default = []
}

variable "environment" {
  type    = list(object({ name = string, value = string }))
  default = []
}

variable "environment_files" {
  type    = list(object({ value = string, type = string }))
  default = []
}

variable "essential" {
  type    = bool
  default = null
}

variable "extra_hosts" {
  type    = list(object({ hostname = string, ipAddress = string }))
  default = []
}

variable "firelens_configuration" {
  type    = any
  default = {}
}

variable "health_check" {
  type    = any
  default = {}
}

variable "hostname" {
  type    = string
  default = null
}

variable "image" {
  type    = string
  default = null
}

variable "interactive" {
  type    = bool
  default = false
}

variable "links" {
  type    = list(string)
  default = []
}

variable "linux_parameters" {
  type    = any
  default = {}
}

variable "log_configuration" {
  type    = any
  default = {}
}

variable "memory" {
  type    = number
  default = null
}

variable "memory_reservation" {
  type    = number
  default = null
}

variable "mount_points" {
  type    = list(any)
  default = []
}

variable "name" {
  type    = string
  default = null
}

variable "operating_system_family" {
  type    = string
  default = "LINUX"
}

variable "port_mappings" {
  type    = list(any)
  default = []
}

variable "privileged" {
  type    = bool
  default = false
}

variable "pseudo_terminal" {
  type    = bool
  default = false
}

variable "readonly_root_filesystem" {
  type    = bool
  default = true
}

variable "repository_credentials" {
  type    = map(string)
  default = {}
}

variable "resource_requirements" {
  type    = list(object({ type = string, value = string }))
  default = []
}

variable "secrets" {
  type    = list(object({ name = string, valueFrom = string }))
  default = []
}

variable "service" {
  type    = string
  default = ""
}

variable "start_timeout" {
  type    = number
  default = 30
}

variable "stop_timeout" {
  type    = number
  default = 120
}

variable "system_controls" {
  type    = list(map(string))
  default = []
}

variable "tags" {
  type    = map(string)
  default = {}
}

variable "ulimits" {
  type    = list(object({ hardLimit = number, name = string, softLimit = number }))
  default = []
}

variable "user" {
  type    = string
  default = null
}

variable "volumes_from" {
  type    = list(any)
  default = []
}

variable "working_directory" {
  type    = string
  default = null
}
