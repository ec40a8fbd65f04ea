provider "aws" {
  region = "us-east-1"
}

variables {
  name                         = "ai-tools-test"
  description                  = "Sessions"
  primary_replication_group_id = "ai-tools-test"
}

run "the_id_ends_in_the_name" {
  assert {
    condition     = endswith(output.global_replication_group_id, "ai-tools-test")
    error_message = "behind a prefix of AWS's"
  }
}

run "a_capital_is_refused" {
  command = plan

  variables {
    name = "AI"
  }

  expect_failures = [var.name]
}
