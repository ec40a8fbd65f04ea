variables {
  project     = "ai-tools"
  environment = "dev"
  repository  = "ai-tools/platform"
}

run "the_common_ones_win" {
  variables {
    extra = { Environment = "other", Team = "tools" }
  }

  assert {
    condition     = output.tags["Environment"] == "dev" && output.tags["Team"] == "tools"
    error_message = "costs are added up by the common ones"
  }
}

run "keys_of_aws_are_refused" {
  command = plan

  variables {
    extra = { "aws:team" = "x" }
  }

  expect_failures = [var.extra]
}
