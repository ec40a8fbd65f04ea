variable "intra_acl_tags" {
  type    = map(string)
  default = {}
}

variable "intra_dedicated_network_acl" {
  type    = bool
  default = false
}

variable "intra_inbound_acl_rules" {
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

variable "intra_outbound_acl_rules" {
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

variable "intra_route_table_tags" {
  type    = map(string)
  default = {}
}

variable "intra_subnet_assign_ipv6_address_on_creation" {
  type    = bool
  default = false
}

variable "intra_subnet_enable_dns64" {
  type    = bool
  default = true
}

variable "intra_subnet_enable_resource_name_dns_a_record_on_launch" {
  type    = bool
  default = false
}

variable "intra_subnet_enable_resource_name_dns_aaaa_record_on_launch" {
  type    = bool
  default = true
}

variable "intra_subnet_ipv6_native" {
  type    = bool
  default = false
}

variable "intra_subnet_ipv6_prefixes" {
  type    = list(string)
  default = []
}

variable "intra_subnet_names" {
  type    = list(string)
  default = []
}

variable "intra_subnet_private_dns_hostname_type_on_launch" {
  type    = string
  default = null
}

variable "intra_subnet_suffix" {
  type    = string
  default = "intra"
}

variable "intra_subnet_tags" {
  type    = map(string)
  default = {}
}

variable "intra_subnets" {
  type    = list(string)
  default = []
}
