provider "aws" {
  region = "eu-central-1"
}

variables {
  groups          = { developers = "Build and run the services" }
  permission_sets = { Developer = { description = "Reads everything", managed_policies = ["ReadOnlyAccess"] } }
  assignments     = { developers-dev = { group = "developers", permission_set = "Developer", account_id = "111122223333" } }
}

run "a_group_gets_a_set_in_an_account" {
  assert {
    condition     = aws_ssoadmin_account_assignment.this["developers-dev"].principal_type == "GROUP" && length(aws_ssoadmin_managed_policy_attachment.this) == 1
    error_message = "rights go to groups"
  }
}

run "an_unknown_group_is_refused" {
  command = plan

  variables {
    assignments = { x = { group = "devs", permission_set = "Developer", account_id = "111122223333" } }
  }

  expect_failures = [var.assignments]
}
