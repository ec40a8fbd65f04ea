variable "outpost_acl_tags" {
  type    = map(string)
  default = {}
}

variable "outpost_arn" {
  type    = string
  default = null
}

variable "outpost_az" {
  type    = string
  default = null
}

variable "outpost_dedicated_network_acl" {
  type    = bool
  default = false
}

variable "outpost_inbound_acl_rules" {
  type = list(map(string))
  default = [{
    cidr_block  = "0.0.0.0/0"
    from_port   = 0
    protocol    = "-1"
    rule_action = "allow"
    rule_number = 100
    to_port     = 0
  }]
}

variable "outpost_outbound_acl_rules" {
  type = list(map(string))
  default = [{
    cidr_block  = "0.0.0.0/0"
    from_port   = 0
    protocol    = "-1"
    rule_action = "allow"
    rule_number = 100
    to_port     = 0
  }]
}

variable "outpost_subnet_assign_ipv6_address_on_creation" {
  type    = bool
  default = false
}

variable "outpost_subnet_enable_dns64" {
  type    = bool
  default = true
}

variable "outpost_subnet_enable_resource_name_dns_a_record_on_launch" {
  type    = bool
  default = false
}

variable "outpost_subnet_enable_resource_name_dns_aaaa_record_on_launch" {
  type    = bool
  default = true
}

variable "outpost_subnet_ipv6_native" {
  type    = bool
  default = false
}

variable "outpost_subnet_ipv6_prefixes" {
  type    = list(string)
  default = []
}

variable "outpost_subnet_names" {
  type    = list(string)
  default = []
}

variable "outpost_subnet_private_dns_hostname_type_on_launch" {
  type    = string
  default = null
}

variable "outpost_subnet_suffix" {
  type    = string
  default = "outpost"
}

variable "outpost_subnet_tags" {
  type    = map(string)
  default = {}
}

variable "outpost_subnets" {
  type    = list(string)
  default = []
}
