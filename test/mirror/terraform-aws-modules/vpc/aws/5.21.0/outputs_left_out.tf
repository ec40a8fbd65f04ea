# Outputs of what this stand-in leaves out: nothing, in the form the module gives it.
output "cgw_arns" {
  value = []
}

output "cgw_ids" {
  value = []
}

output "default_vpc_arn" {
  value = null
}

output "default_vpc_cidr_block" {
  value = null
}

output "default_vpc_default_network_acl_id" {
  value = null
}

output "default_vpc_default_route_table_id" {
  value = null
}

output "default_vpc_default_security_group_id" {
  value = null
}

output "default_vpc_enable_dns_hostnames" {
  value = null
}

output "default_vpc_enable_dns_support" {
  value = null
}

output "default_vpc_id" {
  value = null
}

output "default_vpc_instance_tenancy" {
  value = null
}

output "default_vpc_main_route_table_id" {
  value = null
}

output "dhcp_options_id" {
  value = null
}

output "outpost_network_acl_arn" {
  value = null
}

output "outpost_network_acl_id" {
  value = null
}

output "outpost_subnet_arns" {
  value = []
}

output "outpost_subnet_objects" {
  value = []
}

output "outpost_subnets" {
  value = []
}

output "outpost_subnets_cidr_blocks" {
  value = []
}

output "outpost_subnets_ipv6_cidr_blocks" {
  value = []
}

output "redshift_network_acl_arn" {
  value = null
}

output "redshift_network_acl_id" {
  value = null
}

output "redshift_public_route_table_association_ids" {
  value = []
}

output "redshift_route_table_association_ids" {
  value = []
}

output "redshift_route_table_ids" {
  value = [for table in local.tables[var.enable_public_redshift ? "public" : "private"] : aws_route_table.this[table].id]
}

output "redshift_subnet_arns" {
  value = []
}

output "redshift_subnet_group" {
  value = null
}

output "redshift_subnet_objects" {
  value = []
}

output "redshift_subnets" {
  value = []
}

output "redshift_subnets_cidr_blocks" {
  value = []
}

output "redshift_subnets_ipv6_cidr_blocks" {
  value = []
}

output "this_customer_gateway" {
  value = {}
}

output "vgw_arn" {
  value = null
}

output "vgw_id" {
  value = null
}

output "vpc_block_public_access_exclusions" {
  value = {}
}
