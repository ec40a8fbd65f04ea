provider "aws" {
  region = "eu-central-1"
}

variables {
  name         = "ai-tools-test-api-predictive"
  cluster_name = "ai-tools-test"
  service_name = "api"
}

run "it_watches_before_it_acts" {
  assert {
    condition     = jsondecode(aws_cloudformation_stack.this.template_body).Resources.Policy.Properties.PredictiveScalingPolicyConfiguration.Mode == "ForecastOnly"
    error_message = "by default"
  }

  assert {
    condition     = jsondecode(aws_cloudformation_stack.this.template_body).Resources.Policy.Properties.ResourceId == "service/ai-tools-test/api"
    error_message = "the service, as Auto Scaling names it"
  }
}

run "another_mode_is_refused" {
  command = plan

  variables {
    mode = "On"
  }

  expect_failures = [var.mode]
}
