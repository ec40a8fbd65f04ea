output "ec2_transit_gateway_arn" {
  value = try(local.hub.arn, "")
}

output "ec2_transit_gateway_association_default_route_table_id" {
  value = try(local.hub.association_default_route_table_id, "")
}

output "ec2_transit_gateway_id" {
  value = try(local.hub.id, "")
}

output "ec2_transit_gateway_owner_id" {
  value = try(local.hub.owner_id, "")
}

output "ec2_transit_gateway_propagation_default_route_table_id" {
  value = try(local.hub.propagation_default_route_table_id, "")
}

output "ec2_transit_gateway_route_ids" {
  value = aws_ec2_transit_gateway_route.this[*].id
}

output "ec2_transit_gateway_route_table_association" {
  value = aws_ec2_transit_gateway_route_table_association.this
}

output "ec2_transit_gateway_route_table_association_ids" {
  value = values(aws_ec2_transit_gateway_route_table_association.this)[*].id
}

output "ec2_transit_gateway_route_table_default_association_route_table" {
  value = try(aws_ec2_transit_gateway_route_table.this[0].default_association_route_table, "")
}

output "ec2_transit_gateway_route_table_default_propagation_route_table" {
  value = try(aws_ec2_transit_gateway_route_table.this[0].default_propagation_route_table, "")
}

output "ec2_transit_gateway_route_table_id" {
  value = try(aws_ec2_transit_gateway_route_table.this[0].id, "")
}

output "ec2_transit_gateway_route_table_propagation" {
  value = aws_ec2_transit_gateway_route_table_propagation.this
}

output "ec2_transit_gateway_route_table_propagation_ids" {
  value = values(aws_ec2_transit_gateway_route_table_propagation.this)[*].id
}

output "ec2_transit_gateway_vpc_attachment" {
  value = aws_ec2_transit_gateway_vpc_attachment.this
}

output "ec2_transit_gateway_vpc_attachment_ids" {
  value = values(aws_ec2_transit_gateway_vpc_attachment.this)[*].id
}

output "ram_principal_association_id" {
  value = try(aws_ram_principal_association.this[0].id, "")
}

output "ram_resource_share_id" {
  value = try(aws_ram_resource_share.this[0].id, "")
}
