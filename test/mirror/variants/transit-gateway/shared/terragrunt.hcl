terraform {
  source = "tfr:///terraform-aws-modules/transit-gateway/aws?version=2.13.1"
}

inputs = {
  name           = "t"
  ram_principals = ["111122223333", "444455556666"]
  tags           = { a = "b" }
  vpc_attachments = {
    one = { vpc_id = "vpc-12345678", subnet_ids = ["subnet-12345678"], tgw_routes = [{ destination_cidr_block = "10.1.0.0/16" }, { blackhole = true, destination_cidr_block = "10.9.0.0/16" }], vpc_route_table_ids = ["rtb-1", "rtb-2"], tgw_destination_cidr = "10.0.0.0/8" }
    two = { vpc_id = "vpc-87654321", subnet_ids = ["subnet-87654321"], transit_gateway_default_route_table_association = false, transit_gateway_default_route_table_propagation = false }
  }
}
