provider "aws" {
  region = "eu-central-1"
}

variables {
  load_balancer_arn        = "arn:aws:elasticloadbalancing:eu-central-1:111122223333:loadbalancer/app/test/0123456789abcdef"
  certificate_arn          = "arn:aws:acm:eu-central-1:111122223333:certificate/00000000-0000-4000-8000-000000000000"
  default_target_group_arn = "arn:aws:elasticloadbalancing:eu-central-1:111122223333:targetgroup/blue/0123456789abcdef"

  rules = {
    api = {
      priority         = 20
      paths            = ["/v1/*"]
      target_group_arn = "arn:aws:elasticloadbalancing:eu-central-1:111122223333:targetgroup/blue/0123456789abcdef"
      blue_green       = true
    }
    inference = {
      priority         = 10
      paths            = ["/v1/inference/*"]
      target_group_arn = "arn:aws:elasticloadbalancing:eu-central-1:111122223333:targetgroup/inference/0123456789abcdef"
    }
  }
}

run "http_only_redirects" {
  assert {
    condition     = aws_lb_listener.http.default_action[0].type == "redirect" && aws_lb_listener.http.default_action[0].redirect[0].protocol == "HTTPS"
    error_message = "to HTTPS"
  }
}

run "a_shifted_rule_stays_shifted" {
  variables {
    default_target_group_arn = "arn:aws:elasticloadbalancing:eu-central-1:111122223333:targetgroup/green/0123456789abcdef"
  }

  assert {
    condition     = endswith(aws_lb_listener.https.default_action[0].target_group_arn, "targetgroup/blue/0123456789abcdef")
    error_message = "an apply must not move what CodeDeploy moves"
  }
}

run "rules_are_told_apart" {
  assert {
    condition     = keys(aws_lb_listener_rule.blue_green) == ["api"] && keys(aws_lb_listener_rule.steady) == ["inference"]
    error_message = "by blue_green"
  }
}

run "old_tls_is_refused" {
  command = plan

  variables {
    ssl_policy = "ELBSecurityPolicy-2016-08"
  }

  expect_failures = [var.ssl_policy]
}

run "one_priority_for_two_rules_is_refused" {
  command = plan

  variables {
    rules = {
      a = { priority = 1, paths = ["/a"], target_group_arn = "x" }
      b = { priority = 1, paths = ["/b"], target_group_arn = "x" }
    }
  }

  expect_failures = [var.rules]
}
