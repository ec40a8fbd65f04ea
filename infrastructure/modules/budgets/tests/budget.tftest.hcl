provider "aws" {
  region = "us-east-1"
}

variables {
  name                = "ai-tools-test"
  monthly_usd         = 1500
  sns_topic_arn       = "arn:aws:sns:us-east-1:111122223333:alarms"
  service_monthly_usd = { "Amazon Elastic Compute Cloud - Compute" = 500 }
}

run "told_at_half_and_by_forecast" {
  assert {
    condition     = length(aws_budgets_budget.this.notification) == 4 && contains([for n in aws_budgets_budget.this.notification : n.notification_type], "FORECASTED")
    error_message = "three shares and the forecast"
  }

  assert {
    condition     = aws_budgets_budget.service["Amazon Elastic Compute Cloud - Compute"].name == "ai-tools-test-amazon-elastic-compute-cloud-compute"
    error_message = "named after the service"
  }
}

run "nothing_is_refused" {
  command = plan

  variables {
    monthly_usd = 0
  }

  expect_failures = [var.monthly_usd]
}
