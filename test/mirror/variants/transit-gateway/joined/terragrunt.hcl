terraform {
  source = "tfr:///terraform-aws-modules/transit-gateway/aws?version=2.13.1"
}

inputs = {
  name                           = "t"
  create_tgw                     = false
  ram_resource_share_arn         = "arn:aws:ram:eu-central-1:111122223333:resource-share/12345678-1234-1234-1234-123456789012"
  transit_gateway_route_table_id = "tgw-rtb-1"
  vpc_attachments                = { one = { tgw_id = "tgw-1", vpc_id = "vpc-12345678", subnet_ids = ["subnet-12345678"], vpc_route_table_ids = ["rtb-1"], tgw_destination_cidr = "10.0.0.0/8" } }
}
