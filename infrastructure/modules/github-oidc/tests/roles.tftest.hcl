provider "aws" {
  region = "us-east-1"
}

variables {
  name          = "ai-tools-test-github"
  repository    = "ai-tools/platform"
  environment   = "test"
  state_buckets = ["ai-tools-tfstate"]
  regions       = ["eu-central-1"]
  services      = ["ec2", "ecs"]
}

run "a_plan_writes_locks_only" {
  assert {
    condition     = [for s in jsondecode(aws_iam_policy.state["plan"].policy).Statement : s.Resource if contains(flatten([s.Action]), "s3:PutObject")] == ["arn:aws:s3:::ai-tools-tfstate/*.tflock"]
    error_message = "no state"
  }
}

run "services_are_held_to_the_regions" {
  assert {
    condition     = toset(jsondecode(aws_iam_policy.services.policy).Statement[0].Condition.StringEquals["aws:RequestedRegion"]) == toset(["eu-central-1", "us-east-1"])
    error_message = "and to the one of global services"
  }
}

run "a_secret_is_opened_only_when_named" {
  assert {
    condition     = !strcontains(aws_iam_policy.plan.policy, "GetSecretValue")
    error_message = "none by default"
  }
}

run "a_star_is_refused" {
  command = plan

  variables {
    repository = "ai-tools/*"
  }

  expect_failures = [var.repository]
}

run "iam_as_a_service_is_refused" {
  command = plan

  variables {
    services = ["iam"]
  }

  expect_failures = [var.services]
}
