provider "aws" {
  region = "eu-central-1"
}

variables {
  name = "ai-tools-test"
}

run "critical_patches_do_not_wait" {
  assert {
    condition     = aws_ssm_patch_baseline.this.approval_rule[0].approve_after_days == 0 && aws_ssm_patch_baseline.this.approval_rule[1].approve_after_days == 7
    error_message = "the others a week"
  }

  assert {
    condition     = aws_ssm_maintenance_window_task.patch.max_concurrency == "25%"
    error_message = "not all at once"
  }
}

run "a_year_is_refused" {
  command = plan

  variables {
    approve_after_days = 365
  }

  expect_failures = [var.approve_after_days]
}
