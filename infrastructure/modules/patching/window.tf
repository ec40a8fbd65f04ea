# Instances that carry the tag are scanned daily, so that a dashboard is true, and patched in the window.

resource "aws_ssm_maintenance_window" "this" {
  name              = var.name
  description       = "Patches of instances tagged ${var.target_tag.key}=${var.target_tag.value}"
  schedule          = var.schedule
  schedule_timezone = "UTC"
  duration          = 3
  cutoff            = 1

  tags = var.tags
}

resource "aws_ssm_maintenance_window_target" "this" {
  window_id     = aws_ssm_maintenance_window.this.id
  name          = var.name
  resource_type = "INSTANCE"

  targets {
    key    = "tag:${var.target_tag.key}"
    values = [var.target_tag.value]
  }
}

resource "aws_ssm_maintenance_window_task" "patch" {
  window_id       = aws_ssm_maintenance_window.this.id
  name            = "${var.name}-patch"
  task_type       = "RUN_COMMAND"
  task_arn        = "AWS-RunPatchBaseline"
  priority        = 1
  max_concurrency = "25%" # a service keeps running on the others
  max_errors      = "1"
  cutoff_behavior = "CONTINUE_TASK"

  targets {
    key    = "WindowTargetIds"
    values = [aws_ssm_maintenance_window_target.this.id]
  }

  task_invocation_parameters {
    run_command_parameters {
      comment         = "Patch and restart"
      timeout_seconds = 3600

      parameter {
        name   = "Operation"
        values = ["Install"]
      }

      parameter {
        name   = "RebootOption"
        values = ["RebootIfNeeded"]
      }
    }
  }
}

resource "aws_ssm_association" "scan" {
  name                = "AWS-RunPatchBaseline"
  association_name    = "${var.name}-scan"
  schedule_expression = "rate(1 day)"
  compliance_severity = "HIGH"

  parameters = {
    Operation = "Scan"
  }

  targets {
    key    = "tag:${var.target_tag.key}"
    values = [var.target_tag.value]
  }
}
