provider "aws" {
  region = "eu-central-1"
}

variables {
  name               = "ai-tools-test-api"
  cluster_name       = "ai-tools-test"
  cluster_arn        = "arn:aws:ecs:eu-central-1:111122223333:cluster/ai-tools-test"
  service_name       = "api"
  task_role_arns     = ["arn:aws:iam::111122223333:role/api"]
  listener_arn       = "arn:aws:elasticloadbalancing:eu-central-1:111122223333:listener/app/ai-tools-test/0123456789abcdef/0123456789abcdef"
  target_group_names = ["blue", "green"]
  alarm_names        = ["ai-tools-test-error-rate"]
}

run "a_canary_that_an_alarm_takes_back" {
  assert {
    condition     = aws_codedeploy_deployment_config.this.traffic_routing_config[0].time_based_canary[0].percentage == 10 && contains(aws_codedeploy_deployment_group.this.auto_rollback_configuration[0].events, "DEPLOYMENT_STOP_ON_ALARM")
    error_message = "ten percent, and back on an alarm"
  }
}

run "the_role_passes_no_other_role" {
  assert {
    condition     = [for s in jsondecode(aws_iam_role_policy.this.policy).Statement : s.Resource if s.Sid == "HandOverTaskRoles"] == ["arn:aws:iam::111122223333:role/api"]
    error_message = "those of the tasks only"
  }
}

run "no_alarm_is_refused" {
  command = plan

  variables {
    alarm_names = []
  }

  expect_failures = [var.alarm_names]
}

run "one_group_is_refused" {
  command = plan

  variables {
    target_group_names = ["blue", "blue"]
  }

  expect_failures = [var.target_group_names]
}
