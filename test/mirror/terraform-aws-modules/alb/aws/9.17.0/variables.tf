variable "access_logs" {
  type    = map(string)
  default = {}
}

variable "additional_target_group_attachments" {
  type    = any
  default = {}
}

variable "associate_web_acl" {
  type    = bool
  default = false
}

variable "client_keep_alive" {
  type    = number
  default = null
}

variable "connection_logs" {
  type    = map(string)
  default = {}
}

variable "create" {
  type    = bool
  default = true
}

variable "create_security_group" {
  type    = bool
  default = true
}

variable "customer_owned_ipv4_pool" {
  type    = string
  default = null
}

variable "default_port" {
  type    = number
  default = 80
}

variable "default_protocol" {
  type    = string
  default = "HTTP"
}

variable "desync_mitigation_mode" {
  type    = string
  default = null
}

variable "dns_record_client_routing_policy" {
  type    = string
  default = null
}

variable "drop_invalid_header_fields" {
  type    = bool
  default = true
}

variable "enable_cross_zone_load_balancing" {
  type    = bool
  default = true
}

variable "enable_deletion_protection" {
  type    = bool
  default = true
}

variable "enable_http2" {
  type    = bool
  default = null
}

variable "enable_tls_version_and_cipher_suite_headers" {
  type    = bool
  default = null
}

variable "enable_waf_fail_open" {
  type    = bool
  default = null
}

variable "enable_xff_client_port" {
  type    = bool
  default = null
}

variable "enable_zonal_shift" {
  type    = bool
  default = null
}

variable "enforce_security_group_inbound_rules_on_private_link_traffic" {
  type    = string
  default = null
}

variable "idle_timeout" {
  type    = number
  default = null
}

variable "internal" {
  type    = bool
  default = null
}

variable "ip_address_type" {
  type    = string
  default = null
}

variable "ipam_pools" {
  type    = map(string)
  default = {}
}

variable "listeners" {
  type    = any
  default = {}
}

variable "load_balancer_type" {
  type    = string
  default = "application"
}

variable "minimum_load_balancer_capacity" {
  type    = any
  default = {}
}

variable "name" {
  type    = string
  default = null
}

variable "name_prefix" {
  type    = string
  default = null
}

variable "preserve_host_header" {
  type    = bool
  default = null
}

variable "putin_khuylo" {
  type    = bool
  default = true
}

variable "route53_records" {
  type    = any
  default = {}
}

variable "security_group_description" {
  type    = string
  default = null
}

variable "security_group_egress_rules" {
  type    = any
  default = {}
}

variable "security_group_ingress_rules" {
  type    = any
  default = {}
}

variable "security_group_name" {
  type    = string
  default = null
}

variable "security_group_tags" {
  type    = map(string)
  default = {}
}

variable "security_group_use_name_prefix" {
  type    = bool
  default = true
}

variable "security_groups" {
  type    = list(string)
  default = []
}

variable "subnet_mapping" {
  type    = list(map(string))
  default = []
}

variable "subnets" {
  type    = list(string)
  default = null
}

variable "tags" {
  type    = map(string)
  default = {}
}

variable "target_groups" {
  type    = any
  default = {}
}

variable "timeouts" {
  type    = map(string)
  default = {}
}

variable "vpc_id" {
  type    = string
  default = null
}

variable "web_acl_arn" {
  type    = string
  default = null
}

variable "xff_header_processing_mode" {
  type    = string
  default = null
}
