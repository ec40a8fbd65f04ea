variables {
  name       = "ai-tools-test"
  account_id = "111122223333"
  primary    = { region = "eu-central-1", gateway_id = "tgw-0123456789abcdef0", route_table_id = "tgw-rtb-0123456789abcdef0", cidr = "10.20.0.0/16" }
  secondary  = { region = "ap-southeast-1", gateway_id = "tgw-0123456789abcdef1", route_table_id = "tgw-rtb-0123456789abcdef1", cidr = "10.21.0.0/16" }
}

run "each_side_knows_the_other" {
  command = plan

  assert {
    condition     = aws_ec2_transit_gateway_route.primary.destination_cidr_block == "10.21.0.0/16" && aws_ec2_transit_gateway_route.secondary.destination_cidr_block == "10.20.0.0/16"
    error_message = "its addresses"
  }
}

run "addresses_that_overlap_are_refused" {
  command = plan

  variables {
    secondary = { region = "ap-southeast-1", gateway_id = "tgw-0123456789abcdef1", route_table_id = "tgw-rtb-0123456789abcdef1", cidr = "10.20.128.0/17" }
  }

  expect_failures = [var.secondary]
}

run "one_region_is_refused" {
  command = plan

  variables {
    secondary = { region = "eu-central-1", gateway_id = "tgw-0123456789abcdef1", route_table_id = "tgw-rtb-0123456789abcdef1", cidr = "10.21.0.0/16" }
  }

  expect_failures = [var.secondary]
}
