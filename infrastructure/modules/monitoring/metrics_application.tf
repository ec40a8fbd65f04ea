# What the services say of themselves. They write lines in the embedded metric format, and CloudWatch makes metrics of
# them: no agent, no call. What is counted from plain lines is below, in filters.tf.
# https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format.html

locals {
  application = {
    "app.request-rate"     = { title = "Requests answered", metric_name = "Requests", stat = "Sum" }
    "app.error-rate"       = { title = "Requests failed, percent", metric_name = "ErrorRate", stat = "Average" }
    "app.response-time"    = { title = "Response time that 95 of 100 requests stay below, milliseconds", metric_name = "ResponseTime", stat = "p95" }
    "app.queue-depth"      = { title = "Requests that wait inside the api", metric_name = "QueueDepth", stat = "Maximum" }
    "app.active-users"     = { title = "Active users", metric_name = "ActiveUsers", stat = "Maximum" }
    "app.inference-time"   = { title = "Inference time that 95 of 100 stay below, milliseconds", metric_name = "InferenceTime", stat = "p95" }
    "app.cost-per-request" = { title = "Cost of a request, USD", metric_name = "CostPerRequest", stat = "Average" }
    "app.error-lines"      = { title = "Lines of level error", metric_name = "ErrorLines", stat = "Sum" }
  }

  metrics_application = {
    for name, metric in local.application : name => {
      title      = metric.title
      group      = "Application"
      expression = null
      queries = var.application_namespace == null ? {} : {
        m = { namespace = var.application_namespace, metric_name = metric.metric_name, stat = metric.stat, dimensions = { Environment = var.environment } }
      }
    }
  }

  metrics = merge(local.metrics_compute, local.metrics_edge, local.metrics_data, local.metrics_application)
}
