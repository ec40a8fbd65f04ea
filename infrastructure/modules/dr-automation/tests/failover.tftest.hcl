provider "aws" {
  region = "us-east-1"
}

variables {
  name              = "ai-tools-test"
  global_cluster_id = "ai-tools-test"
  tasks             = 6
  approver_arns     = ["arn:aws:iam::111122223333:role/oncall"]
  sns_topic_arn     = "arn:aws:sns:us-east-1:111122223333:alarms"
  runbook_url       = "https://example.com/failover.md"

  primary   = { region = "eu-central-1", cluster_arn = "arn:aws:rds:eu-central-1:111122223333:cluster:ai-tools-test", health_check_id = "11111111-2222-3333-4444-555555555555" }
  secondary = { region = "ap-southeast-1", cluster_arn = "arn:aws:rds:ap-southeast-1:111122223333:cluster:ai-tools-test", cluster_name = "ai-tools-test", service_name = "api" }
}

run "somebody_is_asked_first" {
  assert {
    condition     = [for step in jsondecode(aws_ssm_document.failover.content).mainSteps : step.name] == ["Approve", "Database", "Service", "Names"]
    error_message = "then the database, then the service, then the names"
  }

  assert {
    condition     = alltrue([for s in jsondecode(aws_iam_role_policy.automation.policy).Statement : s.Resource != "*"])
    error_message = "the role may do nothing to others"
  }
}

run "sessions_move_before_the_service" {
  variables {
    global_replication_group_id = "ldgnf-ai-tools-test"
    secondary                   = { region = "ap-southeast-1", cluster_arn = "arn:aws:rds:ap-southeast-1:111122223333:cluster:ai-tools-test", replication_group_id = "ai-tools-test", cluster_name = "ai-tools-test", service_name = "api" }
  }

  assert {
    condition     = jsondecode(aws_ssm_document.failover.content).mainSteps[2].name == "Sessions"
    error_message = "after the database"
  }
}

run "traffic_moves_once_the_service_can_take_it" {
  variables {
    endpoint_groups = {
      primary   = "arn:aws:globalaccelerator::111122223333:accelerator/a/listener/b/endpoint-group/c"
      secondary = "arn:aws:globalaccelerator::111122223333:accelerator/a/listener/b/endpoint-group/d"
    }
  }

  assert {
    condition     = [for step in jsondecode(aws_ssm_document.failover.content).mainSteps : step.name] == ["Approve", "Database", "Service", "Traffic", "Names"]
    error_message = "after the service"
  }

  assert {
    condition     = toset(one([for s in jsondecode(aws_iam_role_policy.automation.policy).Statement : s.Resource if s.Sid == "Traffic"])) == toset(values(var.endpoint_groups))
    error_message = "the role moves these two groups"
  }
}

run "what_is_no_endpoint_group_is_refused" {
  command = plan

  variables {
    endpoint_groups = { primary = "arn:aws:elasticloadbalancing:eu-central-1:111122223333:loadbalancer/app/a/b", secondary = "x" }
  }

  expect_failures = [var.endpoint_groups]
}

run "nobody_to_ask_is_refused" {
  command = plan

  variables {
    approver_arns = []
    approvals     = 1
  }

  expect_failures = [var.approver_arns]
}

run "one_region_is_refused" {
  command = plan

  variables {
    secondary = { region = "eu-central-1", cluster_arn = "arn:aws:rds:eu-central-1:111122223333:cluster:other", cluster_name = "x", service_name = "api" }
  }

  expect_failures = [var.secondary]
}
