# Lines that are counted: for what a service says in plain words and does not measure itself.

resource "aws_cloudwatch_log_metric_filter" "errors" {
  for_each = var.application_namespace == null ? {} : var.log_group_names

  name           = "${var.name}-${each.key}-errors"
  log_group_name = each.value
  pattern        = "{ $.level = \"error\" }"

  metric_transformation {
    namespace  = var.application_namespace
    name       = "ErrorLines"
    value      = "1"
    unit       = "Count"
    dimensions = { Environment = "$.environment" }
  }
}

# Questions that are asked again and again.
locals {
  questions = length(var.log_group_names) == 0 ? {} : {
    errors         = "fields @timestamp, service, message, trace_id | filter level = 'error' | sort @timestamp desc | limit 100"
    slowest        = "fields @timestamp, path, duration_ms, trace_id | filter ispresent(duration_ms) | sort duration_ms desc | limit 50"
    error-rate     = "stats count(*) as requests, sum(status >= 500) as errors, 100 * sum(status >= 500) / count(*) as percent by bin(5m)"
    cost-by-model  = "stats sum(cost_usd) as usd, count(*) as requests, sum(cost_usd) / count(*) as each by model | sort usd desc"
    inference-time = "stats pct(inference_ms, 50), pct(inference_ms, 95), pct(inference_ms, 99) by model, bin(15m)"
    one-trace      = "fields @timestamp, service, level, message | filter trace_id = 'PUT-THE-ID-HERE' | sort @timestamp asc"
  }
}

resource "aws_cloudwatch_query_definition" "this" {
  for_each = local.questions

  name            = "${var.name}/${each.key}"
  log_group_names = values(var.log_group_names)
  query_string    = each.value
}
