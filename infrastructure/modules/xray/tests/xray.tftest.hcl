provider "aws" {
  region = "eu-central-1"
}

variables {
  name           = "ai-tools-test"
  kms_key_arn    = "arn:aws:kms:eu-central-1:111122223333:key/00000000-0000-4000-8000-000000000000"
  sampling_rules = { health = { priority = 10, fixed_rate = 0, per_second = 0, url_path = "/health" } }
  groups         = { slow = "responsetime > 2" }
}

run "health_checks_are_not_traced" {
  assert {
    condition     = aws_xray_sampling_rule.this["health"].fixed_rate == 0 && aws_xray_group.this["slow"].group_name == "ai-tools-test-slow"
    error_message = "none of them"
  }
}

run "percent_is_refused" {
  command = plan

  variables {
    sampling_rules = { all = { priority = 10, fixed_rate = 5 } }
  }

  expect_failures = [var.sampling_rules]
}
