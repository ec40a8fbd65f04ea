resource "aws_ec2_transit_gateway_peering_attachment" "this" {
  provider = aws.primary

  transit_gateway_id      = var.primary.gateway_id
  peer_transit_gateway_id = var.secondary.gateway_id
  peer_region             = var.secondary.region
  peer_account_id         = var.account_id

  tags = { Name = "${var.name}-${var.secondary.region}" }
}

resource "aws_ec2_transit_gateway_peering_attachment_accepter" "this" {
  provider = aws.secondary

  transit_gateway_attachment_id = aws_ec2_transit_gateway_peering_attachment.this.id

  tags = { Name = "${var.name}-${var.primary.region}" }
}
