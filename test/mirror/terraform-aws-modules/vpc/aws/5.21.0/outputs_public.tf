output "public_subnets" {
  value = local.made.public[*].id
}

output "public_subnet_arns" {
  value = local.made.public[*].arn
}

output "public_subnet_objects" {
  value = local.made.public
}

output "public_subnets_cidr_blocks" {
  value = compact(local.made.public[*].cidr_block)
}

output "public_subnets_ipv6_cidr_blocks" {
  value = compact(local.made.public[*].ipv6_cidr_block)
}

output "public_route_table_ids" {
  value = [for table in local.tables.public : aws_route_table.this[table].id]
}

output "public_route_table_association_ids" {
  value = [for n in local.numbers.public : aws_route_table_association.this["public/${n}"].id]
}

output "public_network_acl_id" {
  value = try(aws_network_acl.this["public"].id, null)
}

output "public_network_acl_arn" {
  value = try(aws_network_acl.this["public"].arn, null)
}

output "public_internet_gateway_route_id" {
  value = try(aws_route.this["public/0 0.0.0.0/0"].id, null)
}

output "public_internet_gateway_ipv6_route_id" {
  value = try(aws_route.this["public/0 ::/0"].id, null)
}
