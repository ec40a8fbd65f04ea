provider "aws" {
  region = "eu-central-1"
}

variables {
  name          = "ai-tools-test"
  environment   = "test"
  runbooks      = ["errors", "load"]
  runbook_url   = "https://example.com/runbooks"
  sns_topic_arn = "arn:aws:sns:eu-central-1:111122223333:alarms"

  cluster_name          = "ai-tools-test"
  services              = { api = "api" }
  load_balancer         = { arn_suffix = "app/ai-tools-test/0123456789abcdef", target_groups = { blue = "targetgroup/blue/1", green = "targetgroup/green/2" } }
  application_namespace = "ai-tools"
  log_group_names       = { api = "/ecs/ai-tools-test/api" }
  cache                 = { replication_group_id = "ai-tools-test", shards = 2, nodes_per_shard = 2 }

  alerts = [
    { name = "api-errors", metric = "alb.error-rate", threshold = 2, evaluationPeriods = 3, period = 60, severity = "critical", runbook = "errors", rollback = true },
    { name = "api-cpu", metric = "api.cpu", threshold = 80, evaluationPeriods = 2, period = 300, severity = "warning", runbook = "load" },
    { name = "worker-cpu", metric = "worker.cpu", threshold = 80, evaluationPeriods = 2, period = 300, severity = "warning", runbook = "load" },
    { name = "targets", metric = "alb.healthy-targets", threshold = 1, evaluationPeriods = 2, period = 60, severity = "critical", runbook = "errors", below = true },
    { name = "cache-cpu", metric = "cache.cpu", threshold = 80, evaluationPeriods = 2, period = 300, severity = "warning", runbook = "load" },
  ]
}

run "what_is_not_here_makes_no_alarm" {
  assert {
    condition     = keys(aws_cloudwatch_metric_alarm.this) == ["api-cpu", "api-errors", "cache-cpu", "targets"]
    error_message = "there is no worker"
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.this["targets"].treat_missing_data == "breaching" && aws_cloudwatch_metric_alarm.this["api-cpu"].treat_missing_data == "notBreaching"
    error_message = "silence is bad where something must be there"
  }
}

run "critical_alarms_speak_with_one_voice" {
  assert {
    condition     = try(length(aws_cloudwatch_metric_alarm.this["api-errors"].alarm_actions), 0) == 0 && strcontains(aws_cloudwatch_composite_alarm.critical[0].alarm_rule, "ai-tools-test-api-errors")
    error_message = "by the composite alarm"
  }

  assert {
    condition     = output.rollback_alarm_names == ["ai-tools-test-api-errors"]
    error_message = "those that take a deployment back"
  }
}

run "the_dashboard_shows_thresholds" {
  assert {
    condition     = length([for w in jsondecode(aws_cloudwatch_dashboard.this.dashboard_body).widgets : w if length(w.properties.annotations.horizontal) > 0]) == 4
    error_message = "of each alert that has a metric here"
  }
}

run "an_unknown_metric_is_refused" {
  command = plan

  variables {
    alerts = [{ name = "x", metric = "api.cpus", threshold = 1, evaluationPeriods = 1, period = 60, severity = "warning", runbook = "load" }]
  }

  expect_failures = [var.alerts]
}

run "a_missing_runbook_is_refused" {
  command = plan

  variables {
    alerts = [{ name = "x", metric = "api.cpu", threshold = 1, evaluationPeriods = 1, period = 60, severity = "warning", runbook = "nowhere" }]
  }

  expect_failures = [var.alerts]
}

run "an_odd_period_is_refused" {
  command = plan

  variables {
    alerts = [{ name = "x", metric = "api.cpu", threshold = 1, evaluationPeriods = 1, period = 45, severity = "warning", runbook = "load" }]
  }

  expect_failures = [var.alerts]
}
