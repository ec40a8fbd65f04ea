provider "aws" {
  region = "us-east-1"
}

variables {
  name        = "ai-tools-test"
  log_bucket  = "ai-tools-test-logs"
  kms_key_arn = "arn:aws:kms:eu-central-1:111122223333:key/00000000-0000-4000-8000-000000000000"
}

run "every_region_and_proof_of_change" {
  assert {
    condition     = aws_cloudtrail.this.is_multi_region_trail && aws_cloudtrail.this.enable_log_file_validation && length(aws_cloudtrail.this.advanced_event_selector) == 1
    error_message = "management events everywhere"
  }
}

run "a_bucket_is_watched_when_named" {
  variables {
    data_event_buckets = ["models"]
  }

  assert {
    condition     = length(aws_cloudtrail.this.advanced_event_selector) == 2
    error_message = "its objects too"
  }
}

run "a_short_name_is_refused" {
  command = plan

  variables {
    name = "x"
  }

  expect_failures = [var.name]
}
