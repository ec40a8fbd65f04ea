variable "create" {
  type    = bool
  default = true
}

variable "create_listeners" {
  type    = bool
  default = true
}

variable "enabled" {
  type    = bool
  default = true
}

variable "endpoint_groups_timeouts" {
  type    = map(string)
  default = {}
}

variable "flow_logs_enabled" {
  type    = bool
  default = false
}

variable "flow_logs_s3_bucket" {
  type    = string
  default = null
}

variable "flow_logs_s3_prefix" {
  type    = string
  default = null
}

variable "ip_address_type" {
  type    = string
  default = "IPV4"
}

variable "ip_addresses" {
  type    = list(string)
  default = []
}

variable "listeners" {
  type    = any
  default = {}
}

variable "listeners_timeouts" {
  type    = map(string)
  default = {}
}

variable "name" {
  type    = string
  default = ""
}

variable "tags" {
  type    = map(string)
  default = {}
}
