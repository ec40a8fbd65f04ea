output "vpc_id" {
  value = try(local.vpc.id, null)

  precondition {
    condition     = length(local.left_out) == 0
    error_message = "This stand-in leaves out: ${join(", ", local.left_out)}. Run with the real module (--module-mirror)."
  }
}

output "vpc_arn" {
  value = try(local.vpc.arn, null)
}

output "vpc_cidr_block" {
  value = try(local.vpc.cidr_block, null)
}

output "vpc_instance_tenancy" {
  value = try(local.vpc.instance_tenancy, null)
}

output "vpc_enable_dns_support" {
  value = try(local.vpc.enable_dns_support, null)
}

output "vpc_enable_dns_hostnames" {
  value = try(local.vpc.enable_dns_hostnames, null)
}

output "vpc_main_route_table_id" {
  value = try(local.vpc.main_route_table_id, null)
}

output "vpc_ipv6_association_id" {
  value = try(local.vpc.ipv6_association_id, null)
}

output "vpc_ipv6_cidr_block" {
  value = try(local.vpc.ipv6_cidr_block, null)
}

output "vpc_owner_id" {
  value = try(local.vpc.owner_id, null)
}

output "vpc_secondary_cidr_blocks" {
  value = aws_vpc_ipv4_cidr_block_association.this[*].cidr_block
}

output "default_security_group_id" {
  value = try(local.vpc.default_security_group_id, null)
}

output "default_network_acl_id" {
  value = try(local.vpc.default_network_acl_id, null)
}

output "default_route_table_id" {
  value = try(local.vpc.default_route_table_id, null)
}

output "azs" {
  value = var.azs
}

output "name" {
  value = var.name
}
