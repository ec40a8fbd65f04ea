provider "aws" {
  region = "eu-central-1"
}

variables {
  namespace = "test.ai-tools.internal"
  vpc_id    = "vpc-0123456789abcdef0"
  services  = ["api", "inference"]
}

run "a_service_for_each_name" {
  assert {
    condition     = keys(output.service_arns) == ["api", "inference"] && output.namespace_name == "test.ai-tools.internal"
    error_message = "as given"
  }
}

run "a_name_that_is_no_label_is_refused" {
  command = plan

  variables {
    services = ["api.v1"]
  }

  expect_failures = [var.services]
}

run "a_namespace_of_one_label_is_refused" {
  command = plan

  variables {
    namespace = "internal"
  }

  expect_failures = [var.namespace]
}
