locals {
  # An alert of something that is not here has nothing to measure.
  alerts = { for alert in var.alerts : alert.name => merge(alert, local.metrics[alert.metric]) if length(local.metrics[alert.metric].queries) > 0 }
}

resource "aws_cloudwatch_metric_alarm" "this" {
  for_each = local.alerts

  alarm_name = "${var.name}-${each.key}"
  alarm_description = join("\n", [
    "${each.value.severity}: ${each.value.title}",
    "Runbook: ${var.runbook_url}/${each.value.runbook}.md",
  ])

  comparison_operator = each.value.below ? "LessThanThreshold" : "GreaterThanThreshold"
  threshold           = each.value.threshold
  evaluation_periods  = each.value.evaluationPeriods
  datapoints_to_alarm = each.value.evaluationPeriods
  treat_missing_data  = each.value.below ? "breaching" : "notBreaching" # nothing measured is bad where something must be there

  dynamic "metric_query" {
    for_each = each.value.queries

    content {
      id          = metric_query.key
      return_data = each.value.expression == null

      metric {
        namespace   = metric_query.value.namespace
        metric_name = metric_query.value.metric_name
        stat        = metric_query.value.stat
        period      = each.value.period
        dimensions  = metric_query.value.dimensions
      }
    }
  }

  dynamic "metric_query" {
    for_each = each.value.expression == null ? [] : [each.value.expression]

    content {
      id          = "result"
      label       = each.value.title
      expression  = metric_query.value
      return_data = true
    }
  }

  # A warning is told by itself; what is critical is told once, by the alarm below.
  alarm_actions = each.value.severity == "warning" ? [var.sns_topic_arn] : []
  ok_actions    = each.value.severity == "warning" ? [var.sns_topic_arn] : []

  tags = merge(var.tags, { Severity = each.value.severity })
}

locals {
  critical = { for name, alert in local.alerts : name => alert if alert.severity == "critical" }
}

# When a region goes, ten alarms ring. One message is enough.
resource "aws_cloudwatch_composite_alarm" "critical" {
  count = length(local.critical) > 0 ? 1 : 0

  alarm_name        = "${var.name}-critical"
  alarm_description = "At least one critical alarm rings: look at the dashboard ${var.name}."
  alarm_rule        = join(" OR ", [for name in keys(local.critical) : "ALARM(\"${aws_cloudwatch_metric_alarm.this[name].alarm_name}\")"])
  alarm_actions     = [var.sns_topic_arn]
  ok_actions        = [var.sns_topic_arn]

  tags = merge(var.tags, { Severity = "critical" })
}
