# What an account may cost in a month, told before it is spent.

resource "aws_budgets_budget" "this" {
  name         = var.name
  budget_type  = "COST"
  time_unit    = "MONTHLY"
  limit_amount = tostring(var.monthly_usd)
  limit_unit   = "USD"

  dynamic "notification" {
    for_each = var.actual_percent

    content {
      notification_type         = "ACTUAL"
      comparison_operator       = "GREATER_THAN"
      threshold_type            = "PERCENTAGE"
      threshold                 = notification.value
      subscriber_sns_topic_arns = [var.sns_topic_arn]
    }
  }

  # By the day in the month when it can still be changed.
  notification {
    notification_type         = "FORECASTED"
    comparison_operator       = "GREATER_THAN"
    threshold_type            = "PERCENTAGE"
    threshold                 = 100
    subscriber_sns_topic_arns = [var.sns_topic_arn]
  }

  tags = var.tags
}

# A budget for each service that can run away, by the name that the bill gives it.
resource "aws_budgets_budget" "service" {
  for_each = var.service_monthly_usd

  name         = "${var.name}-${lower(replace(each.key, "/[^a-zA-Z0-9]+/", "-"))}"
  budget_type  = "COST"
  time_unit    = "MONTHLY"
  limit_amount = tostring(each.value)
  limit_unit   = "USD"

  cost_filter {
    name   = "Service"
    values = [each.key]
  }

  notification {
    notification_type         = "ACTUAL"
    comparison_operator       = "GREATER_THAN"
    threshold_type            = "PERCENTAGE"
    threshold                 = 100
    subscriber_sns_topic_arns = [var.sns_topic_arn]
  }

  tags = var.tags
}
