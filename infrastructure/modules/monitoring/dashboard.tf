# A dashboard of all that the catalogue can measure here, in the catalogue's groups, with the alerts' thresholds as lines.

locals {
  shown = { for name, metric in local.metrics : name => metric if length(metric.queries) > 0 }

  thresholds = { for name in keys(local.shown) : name => [for alert in var.alerts : alert if alert.metric == name] }

  widgets = [
    for i, name in sort(keys(local.shown)) : {
      type   = "metric"
      width  = 8
      height = 6
      x      = 8 * (i % 3)
      y      = 6 * floor(i / 3)

      properties = {
        title  = "${local.shown[name].group}: ${local.shown[name].title}"
        region = data.aws_region.current.name
        period = 300

        metrics = concat(
          [
            for id, query in local.shown[name].queries : concat(
              [query.namespace, query.metric_name],
              flatten([for key, value in query.dimensions : [key, value]]),
              [{ id = id, stat = query.stat, visible = local.shown[name].expression == null }],
            )
          ],
          [for expression in compact([local.shown[name].expression]) : [{ id = "result", expression = expression, label = local.shown[name].title }]],
        )

        annotations = {
          horizontal = [for alert in local.thresholds[name] : { label = "${alert.name} (${alert.severity})", value = alert.threshold }]
        }
      }
    }
  ]
}

data "aws_region" "current" {}

resource "aws_cloudwatch_dashboard" "this" {
  dashboard_name = var.name
  dashboard_body = jsonencode({ widgets = local.widgets })
}
