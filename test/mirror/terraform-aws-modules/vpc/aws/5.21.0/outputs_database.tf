output "database_subnets" {
  value = local.made.database[*].id
}

output "database_subnet_arns" {
  value = local.made.database[*].arn
}

output "database_subnet_objects" {
  value = local.made.database
}

output "database_subnets_cidr_blocks" {
  value = compact(local.made.database[*].cidr_block)
}

output "database_subnets_ipv6_cidr_blocks" {
  value = compact(local.made.database[*].ipv6_cidr_block)
}

output "database_route_table_ids" {
  value = [for table in local.ways.database : aws_route_table.this[table].id]
}

output "database_route_table_association_ids" {
  value = [for n in local.numbers.database : aws_route_table_association.this["database/${n}"].id]
}

output "database_network_acl_id" {
  value = try(aws_network_acl.this["database"].id, null)
}

output "database_network_acl_arn" {
  value = try(aws_network_acl.this["database"].arn, null)
}

output "database_subnet_group" {
  value = try(aws_db_subnet_group.this[0].id, null)
}

output "database_subnet_group_name" {
  value = try(aws_db_subnet_group.this[0].name, null)
}

output "database_internet_gateway_route_id" {
  value = local.db_open ? try(aws_route.this["database/0 0.0.0.0/0"].id, null) : null
}

output "database_nat_gateway_route_ids" {
  value = [for table in local.tables.database : aws_route.this["${table} 0.0.0.0/0"].id if local.db_nat && contains(keys(local.routes), "${table} 0.0.0.0/0")]
}

output "database_ipv6_egress_route_id" {
  value = try(aws_route.this["database/0 ::/0"].id, null)
}
