# When the primary region does not answer, the automation is started, and waits for its approval: the question is on
# somebody's telephone before that person has found the runbook.

resource "aws_cloudwatch_metric_alarm" "down" {
  alarm_name          = "${var.name}-primary-down"
  alarm_description   = "critical: ${var.primary.region} does not answer; the failover asks for approval.\nRunbook: ${var.runbook_url}"
  namespace           = "AWS/Route53"
  metric_name         = "HealthCheckStatus"
  dimensions          = { HealthCheckId = var.primary.health_check_id }
  statistic           = "Minimum"
  period              = 60
  evaluation_periods  = var.minutes_down
  threshold           = 1
  comparison_operator = "LessThanThreshold"
  treat_missing_data  = "breaching"
  alarm_actions       = [var.sns_topic_arn]

  tags = var.tags
}

resource "aws_cloudwatch_event_rule" "down" {
  name        = "${var.name}-primary-down"
  description = "Starts the failover, which waits for approval"

  event_pattern = jsonencode({
    source      = ["aws.cloudwatch"]
    detail-type = ["CloudWatch Alarm State Change"]
    resources   = [aws_cloudwatch_metric_alarm.down.arn]
    detail      = { state = { value = ["ALARM"] } }
  })

  tags = var.tags
}

resource "aws_cloudwatch_event_target" "failover" {
  rule      = aws_cloudwatch_event_rule.down.name
  target_id = "failover"
  arn       = "${replace(aws_ssm_document.failover.arn, ":document/", ":automation-definition/")}:$DEFAULT"
  role_arn  = aws_iam_role.trigger.arn
  input     = jsonencode({ AllowDataLoss = ["yes"] }) # a region that does not answer cannot be waited for; the approver decides
}

resource "aws_iam_role" "trigger" {
  name               = "${var.name}-failover-trigger"
  description        = "EventBridge starts the failover of ${var.name} with it"
  assume_role_policy = data.aws_iam_policy_document.trust["events.amazonaws.com"].json

  tags = var.tags
}

resource "aws_iam_role_policy" "trigger" {
  name   = "start"
  role   = aws_iam_role.trigger.id
  policy = data.aws_iam_policy_document.trigger.json
}

data "aws_iam_policy_document" "trigger" {
  statement {
    sid       = "Start"
    actions   = ["ssm:StartAutomationExecution"]
    resources = ["${replace(aws_ssm_document.failover.arn, ":document/", ":automation-definition/")}:*"]
  }

  statement {
    sid       = "HandOver"
    actions   = ["iam:PassRole"]
    resources = [aws_iam_role.automation.arn]

    condition {
      test     = "StringEquals"
      variable = "iam:PassedToService"
      values   = ["ssm.amazonaws.com"]
    }
  }
}
