output "elasticache_subnets" {
  value = local.made.elasticache[*].id
}

output "elasticache_subnet_arns" {
  value = local.made.elasticache[*].arn
}

output "elasticache_subnet_objects" {
  value = local.made.elasticache
}

output "elasticache_subnets_cidr_blocks" {
  value = compact(local.made.elasticache[*].cidr_block)
}

output "elasticache_subnets_ipv6_cidr_blocks" {
  value = compact(local.made.elasticache[*].ipv6_cidr_block)
}

output "elasticache_route_table_ids" {
  value = [for table in local.ways.elasticache : aws_route_table.this[table].id]
}

output "elasticache_route_table_association_ids" {
  value = [for n in local.numbers.elasticache : aws_route_table_association.this["elasticache/${n}"].id]
}

output "elasticache_network_acl_id" {
  value = try(aws_network_acl.this["elasticache"].id, null)
}

output "elasticache_network_acl_arn" {
  value = try(aws_network_acl.this["elasticache"].arn, null)
}

output "elasticache_subnet_group" {
  value = try(aws_elasticache_subnet_group.this[0].id, null)
}

output "elasticache_subnet_group_name" {
  value = try(aws_elasticache_subnet_group.this[0].name, null)
}
