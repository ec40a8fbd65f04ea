variable "access_points" {
  type    = any
  default = {}
}

variable "attach_policy" {
  type    = bool
  default = true
}

variable "availability_zone_name" {
  type    = string
  default = null
}

variable "bypass_policy_lockout_safety_check" {
  type    = bool
  default = null
}

variable "create" {
  type    = bool
  default = true
}

variable "create_backup_policy" {
  type    = bool
  default = true
}

variable "create_replication_configuration" {
  type    = bool
  default = false
}

variable "create_security_group" {
  type    = bool
  default = true
}

variable "creation_token" {
  type    = string
  default = null
}

variable "deny_nonsecure_transport" {
  type    = bool
  default = true
}

variable "deny_nonsecure_transport_via_mount_target" {
  type    = bool
  default = true
}

variable "enable_backup_policy" {
  type    = bool
  default = true
}

variable "encrypted" {
  type    = bool
  default = true
}

variable "kms_key_arn" {
  type    = string
  default = null
}

variable "lifecycle_policy" {
  type    = any
  default = {}
}

variable "mount_targets" {
  type    = any
  default = {}
}

variable "name" {
  type    = string
  default = ""
}

variable "override_policy_documents" {
  type    = list(string)
  default = []
}

variable "performance_mode" {
  type    = string
  default = null
}

variable "policy_statements" {
  type    = any
  default = []
}

variable "protection" {
  type    = any
  default = {}
}

variable "provisioned_throughput_in_mibps" {
  type    = number
  default = null
}

variable "replication_configuration_destination" {
  type    = any
  default = {}
}

variable "security_group_description" {
  type    = string
  default = null
}

variable "security_group_name" {
  type    = string
  default = null
}

variable "security_group_rules" {
  type    = any
  default = {}
}

variable "security_group_use_name_prefix" {
  type    = bool
  default = false
}

variable "security_group_vpc_id" {
  type    = string
  default = null
}

variable "source_policy_documents" {
  type    = list(string)
  default = []
}

variable "tags" {
  type    = map(string)
  default = {}
}

variable "throughput_mode" {
  type    = string
  default = null
}
