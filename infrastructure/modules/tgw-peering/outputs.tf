output "attachment_id" {
  description = "Id of the peering."
  value       = aws_ec2_transit_gateway_peering_attachment.this.id
}
