resource "aws_wafv2_web_acl_logging_configuration" "this" {
  count = local.create && var.create_logging_configuration ? 1 : 0

  resource_arn            = aws_wafv2_web_acl.this[0].arn
  log_destination_configs = var.logging_log_destination_configs

  dynamic "redacted_fields" {
    for_each = var.logging_redacted_fields
    iterator = secret
    content {
      dynamic "single_header" {
        for_each = [for part, of in secret.value : of if part == "single_header"]
        content {
          name = single_header.value.name
        }
      }

      dynamic "uri_path" {
        for_each = [for part in keys(secret.value) : part if part == "uri_path"]
        content {}
      }

      dynamic "query_string" {
        for_each = [for part in keys(secret.value) : part if part == "query_string"]
        content {}
      }

      dynamic "method" {
        for_each = [for part in keys(secret.value) : part if part == "method"]
        content {}
      }
    }
  }

  dynamic "logging_filter" {
    for_each = [for rule in [var.logging_filter] : rule if rule != null]
    content {
      default_behavior = logging_filter.value.default_behavior

      dynamic "filter" {
        for_each = logging_filter.value.filters
        content {
          behavior    = filter.value.behavior
          requirement = filter.value.requirement

          dynamic "condition" {
            for_each = filter.value.conditions
            content {
              dynamic "action_condition" {
                for_each = [for of in [condition.value.action_condition] : of if of != null]
                content {
                  action = action_condition.value.action
                }
              }

              dynamic "label_name_condition" {
                for_each = [for of in [condition.value.label_name_condition] : of if of != null]
                content {
                  label_name = label_name_condition.value.label_name
                }
              }
            }
          }
        }
      }
    }
  }
}
