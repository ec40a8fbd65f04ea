provider "aws" {
  region = "us-east-1"
}

variables {
  name      = "ai-tools-test"
  resources = { app = "arn:aws:cloudfront::111122223333:distribution/EDFDVBD6EXAMPLE" }
}

run "a_year_at_a_time" {
  assert {
    condition     = aws_shield_subscription.this.auto_renew == "DISABLED" && aws_shield_protection.this["app"].name == "ai-tools-test-app"
    error_message = "renewed by a decision"
  }
}

run "nothing_to_protect_is_refused" {
  command = plan

  variables {
    resources = {}
  }

  expect_failures = [var.resources]
}
