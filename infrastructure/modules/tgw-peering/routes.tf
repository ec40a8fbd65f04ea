# A peering learns no routes: each side is told the other's addresses.

resource "aws_ec2_transit_gateway_route" "primary" {
  provider = aws.primary

  transit_gateway_route_table_id = var.primary.route_table_id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_peering_attachment.this.id
  destination_cidr_block         = var.secondary.cidr

  depends_on = [aws_ec2_transit_gateway_peering_attachment_accepter.this] # no route through a peering that waits
}

resource "aws_ec2_transit_gateway_route" "secondary" {
  provider = aws.secondary

  transit_gateway_route_table_id = var.secondary.route_table_id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_peering_attachment_accepter.this.id
  destination_cidr_block         = var.primary.cidr
}
