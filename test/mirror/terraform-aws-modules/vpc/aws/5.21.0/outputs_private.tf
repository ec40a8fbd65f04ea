output "private_subnets" {
  value = local.made.private[*].id
}

output "private_subnet_arns" {
  value = local.made.private[*].arn
}

output "private_subnet_objects" {
  value = local.made.private
}

output "private_subnets_cidr_blocks" {
  value = compact(local.made.private[*].cidr_block)
}

output "private_subnets_ipv6_cidr_blocks" {
  value = compact(local.made.private[*].ipv6_cidr_block)
}

output "private_route_table_ids" {
  value = [for table in local.tables.private : aws_route_table.this[table].id]
}

output "private_route_table_association_ids" {
  value = [for n in local.numbers.private : aws_route_table_association.this["private/${n}"].id]
}

output "private_network_acl_id" {
  value = try(aws_network_acl.this["private"].id, null)
}

output "private_network_acl_arn" {
  value = try(aws_network_acl.this["private"].arn, null)
}

output "private_nat_gateway_route_ids" {
  value = [for table in local.tables.private : aws_route.this["${table} ${var.nat_gateway_destination_cidr_block}"].id if contains(keys(local.routes), "${table} ${var.nat_gateway_destination_cidr_block}")]
}

output "private_ipv6_egress_route_ids" {
  value = [for table in local.tables.private : aws_route.this["${table} ::/0"].id if contains(keys(local.routes), "${table} ::/0")]
}
