provider "aws" {
  region = "eu-central-1"
}

variables {
  name        = "ai-tools-test"
  log_bucket  = "ai-tools-test-logs"
  kms_key_arn = "arn:aws:kms:eu-central-1:111122223333:key/00000000-0000-4000-8000-000000000000"
}

run "the_recorder_runs_and_rules_have_readable_names" {
  assert {
    condition     = aws_config_configuration_recorder_status.this.is_enabled && aws_config_config_rule.this["ENCRYPTED_VOLUMES"].name == "ai-tools-test-encrypted-volumes"
    error_message = "on, and named after their rule"
  }

  assert {
    condition     = !aws_config_configuration_recorder.this.recording_group[0].include_global_resource_types
    error_message = "global resources are asked for"
  }
}

run "runtime_monitoring_brings_its_agents" {
  assert {
    condition     = length(aws_guardduty_detector_feature.this["RUNTIME_MONITORING"].additional_configuration) == 2
    error_message = "for tasks and instances"
  }
}

run "a_rule_in_small_letters_is_refused" {
  command = plan

  variables {
    config_rules = { encrypted-volumes = {} }
  }

  expect_failures = [var.config_rules]
}
