provider "aws" {
  region = "eu-central-1"
}

variables {
  name        = "ai-tools-test"
  kms_key_arn = "arn:aws:kms:eu-central-1:111122223333:key/00000000-0000-4000-8000-000000000000"
}

run "a_vault_that_receives_has_no_plan" {
  assert {
    condition     = length(aws_backup_plan.this) == 0 && length(aws_backup_vault_lock_configuration.this) == 1
    error_message = "locked, without a plan"
  }
}

run "a_rule_copies_to_the_other_region" {
  variables {
    copy_vault_arn = "arn:aws:backup:ap-southeast-1:111122223333:backup-vault:ai-tools-test"
    rules = {
      hourly = { schedule = "cron(0 * * * ? *)", keep_days = 7 }
      daily  = { schedule = "cron(0 3 * * ? *)", keep_days = 35, copy = true }
    }
  }

  assert {
    condition     = length([for r in aws_backup_plan.this[0].rule : r if length(r.copy_action) == 1]) == 1
    error_message = "the daily one only"
  }
}

run "cold_storage_is_paid_for_90_days" {
  command = plan

  variables {
    rules = { monthly = { schedule = "cron(0 3 1 * ? *)", keep_days = 60, cold_after_days = 30 } }
  }

  expect_failures = [var.rules]
}

run "a_rule_below_the_lock_is_refused" {
  command = plan

  variables {
    rules = { hourly = { schedule = "cron(0 * * * ? *)", keep_days = 1 } }
  }

  expect_failures = [var.min_retention_days]
}
