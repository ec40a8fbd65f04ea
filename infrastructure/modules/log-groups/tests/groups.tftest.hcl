provider "aws" {
  region = "eu-central-1"
}

variables {
  retention_in_days = 14
  groups            = { api = "/ecs/test/api" }
}

run "a_group_has_its_name_and_retention" {
  assert {
    condition     = output.names["api"] == "/ecs/test/api" && aws_cloudwatch_log_group.this["api"].retention_in_days == 14
    error_message = "as given"
  }
}

run "a_retention_that_cloudwatch_does_not_offer_is_refused" {
  command = plan

  variables {
    retention_in_days = 10
  }

  expect_failures = [var.retention_in_days]
}

run "two_keys_with_one_name_are_refused" {
  command = plan

  variables {
    groups = { a = "/same", b = "/same" }
  }

  expect_failures = [var.groups]
}

run "an_alias_is_refused" {
  command = plan

  variables {
    kms_key_arn = "alias/test"
  }

  expect_failures = [var.kms_key_arn]
}
