provider "aws" {
  region = "eu-central-1"
}

variables {
  name   = "test"
  vpc_id = "vpc-0123456789abcdef0"

  roles = {
    alb = "Load balancer"
    api = "API tasks"
  }

  flows = {
    clients  = { from = "internet", to = "alb", port = 443, description = "Clients" }
    requests = { from = "alb", to = "api", port = 8080, description = "Requests" }
    storage  = { from = "api", to = "s3", port = 443, description = "Artifacts" }
    outside  = { from = "api", to = "internet", port = 443, description = "Third parties" }
  }
}

run "a_pair_is_a_way_out_and_a_way_in" {
  assert {
    condition     = aws_vpc_security_group_egress_rule.pair["requests"].security_group_id == aws_security_group.this["alb"].id
    error_message = "the way out belongs to the one who opens"
  }

  assert {
    condition     = aws_vpc_security_group_ingress_rule.pair["requests"].security_group_id == aws_security_group.this["api"].id
    error_message = "the way in belongs to the one who listens"
  }

  assert {
    condition     = aws_vpc_security_group_ingress_rule.pair["requests"].from_port == 8080 && aws_vpc_security_group_ingress_rule.pair["requests"].to_port == 8080
    error_message = "one port when no range is given"
  }
}

run "without_ipv6_the_internet_is_ipv4" {
  assert {
    condition     = keys(aws_vpc_security_group_ingress_rule.internet) == ["clients-ipv4"] && keys(aws_vpc_security_group_egress_rule.internet) == ["outside-ipv4"]
    error_message = "one rule for each flow"
  }
}

run "with_ipv6_there_is_a_rule_for_each_family" {
  variables {
    enable_ipv6 = true
  }

  assert {
    condition     = aws_vpc_security_group_ingress_rule.internet["clients-ipv4"].cidr_ipv4 == "0.0.0.0/0" && aws_vpc_security_group_ingress_rule.internet["clients-ipv6"].cidr_ipv6 == "::/0"
    error_message = "both families"
  }
}

run "a_gateway_is_a_prefix_list" {
  assert {
    condition     = data.aws_ec2_managed_prefix_list.gateway["s3"].name == "com.amazonaws.eu-central-1.s3" && keys(aws_vpc_security_group_egress_rule.gateway) == ["storage"]
    error_message = "S3's list of the region"
  }
}

run "a_role_that_is_not_there_is_refused" {
  command = plan

  variables {
    flows = { typo = { from = "ap1", to = "api", port = 443, description = "x" } }
  }

  expect_failures = [var.flows]
}

run "a_backward_range_is_refused" {
  command = plan

  variables {
    flows = { range = { from = "alb", to = "api", port = 9000, to_port = 8000, description = "x" } }
  }

  expect_failures = [var.flows]
}

run "a_description_that_aws_does_not_take_is_refused" {
  command = plan

  variables {
    flows = { apostrophe = { from = "alb", to = "api", port = 9000, description = "the alb's" } }
  }

  expect_failures = [var.flows]
}
