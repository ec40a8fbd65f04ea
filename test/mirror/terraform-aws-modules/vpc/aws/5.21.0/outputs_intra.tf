output "intra_subnets" {
  value = local.made.intra[*].id
}

output "intra_subnet_arns" {
  value = local.made.intra[*].arn
}

output "intra_subnet_objects" {
  value = local.made.intra
}

output "intra_subnets_cidr_blocks" {
  value = compact(local.made.intra[*].cidr_block)
}

output "intra_subnets_ipv6_cidr_blocks" {
  value = compact(local.made.intra[*].ipv6_cidr_block)
}

output "intra_route_table_ids" {
  value = [for table in local.tables.intra : aws_route_table.this[table].id]
}

output "intra_route_table_association_ids" {
  value = [for n in local.numbers.intra : aws_route_table_association.this["intra/${n}"].id]
}

output "intra_network_acl_id" {
  value = try(aws_network_acl.this["intra"].id, null)
}

output "intra_network_acl_arn" {
  value = try(aws_network_acl.this["intra"].arn, null)
}
