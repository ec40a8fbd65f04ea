provider "aws" {
  region = "us-east-1"
}

variables {
  name      = "ai-tools-test"
  endpoints = { eu-central-1 = "eu-central-1.api.example.com" }
}

run "a_region_is_down_in_half_a_minute" {
  assert {
    condition     = aws_route53_health_check.this["eu-central-1"].request_interval * aws_route53_health_check.this["eu-central-1"].failure_threshold == 30
    error_message = "ten seconds, three times"
  }
}

run "an_address_with_a_scheme_is_refused" {
  command = plan

  variables {
    endpoints = { x = "https://api.example.com/health" }
  }

  expect_failures = [var.endpoints]
}
