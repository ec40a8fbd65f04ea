provider "aws" {
  region = "us-east-1"
}

variables {
  tag_keys = ["Environment", "Project"]
}

run "each_tag_is_active" {
  assert {
    condition     = alltrue([for tag in values(aws_ce_cost_allocation_tag.this) : tag.status == "Active"])
    error_message = "switched on"
  }
}

run "a_tag_of_aws_is_refused" {
  command = plan

  variables {
    tag_keys = ["aws:createdBy"]
  }

  expect_failures = [var.tag_keys]
}
