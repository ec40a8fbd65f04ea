locals {
  create = var.create && var.putin_khuylo && length(local.left_out) == 0
  rules  = { for name, rule in var.rules : name => rule if var.rule_json == null }

  # a word, or an object with the word as its only key
  default = try(keys(var.default_action)[0], var.default_action)

  # what rules ask for, and what is known of it here
  statements = values(var.rules)[*].statement
  inner      = flatten([for statement in local.statements : [try(statement.not_statement.statement, {}), try(statement.rate_based_statement.scope_down_statement, {})]])
  bodies     = flatten([for statement in local.statements : values(statement)])
  simple     = ["geo_match_statement", "ip_set_reference_statement", "label_match_statement"]
  complex    = ["byte_match_statement", "managed_rule_group_statement", "not_statement", "rate_based_statement", "sqli_match_statement", "xss_match_statement"]
  fields     = ["all_query_arguments", "body", "method", "query_string", "single_header", "single_query_argument", "uri_path"]
  settings   = ["custom_keys", "managed_rule_group_configs"]

  left_out = distinct(concat(
    [for kind in flatten([for statement in local.statements : keys(statement)]) : kind if !contains(concat(local.simple, local.complex), kind)],
    [for kind in flatten([for statement in local.inner : keys(statement)]) : "${kind} within another" if !contains(local.simple, kind)],
    [for field in flatten([for body in local.bodies : keys(try(body.field_to_match, {}))]) : field if !contains(local.fields, field)],
    [for setting in flatten([for body in local.bodies : keys(body)]) : setting if contains(local.settings, setting)],
    [for body in local.bodies : "a narrowed managed group" if can(body.vendor_name) && can(body.scope_down_statement)],
  ))
}

resource "aws_wafv2_web_acl" "this" {
  count = local.create ? 1 : 0

  name          = var.name
  description   = var.description
  scope         = var.scope
  rule_json     = var.rule_json
  token_domains = length(var.token_domains) > 0 ? var.token_domains : null
  tags          = var.tags

  default_action {
    dynamic "allow" {
      for_each = [for action in [local.default] : action if action == "allow"]
      content {}
    }

    dynamic "block" {
      for_each = [for action in [local.default] : action if action == "block"]
      content {
        dynamic "custom_response" {
          for_each = [for answer in [try(var.default_action.block.custom_response, null)] : answer if answer != null]
          content {
            response_code            = custom_response.value.response_code
            custom_response_body_key = lookup(custom_response.value, "custom_response_body_key", null)
          }
        }
      }
    }
  }

  visibility_config {
    cloudwatch_metrics_enabled = var.visibility_config.cloudwatch_metrics_enabled
    sampled_requests_enabled   = var.visibility_config.sampled_requests_enabled
    metric_name                = coalesce(var.visibility_config.metric_name, var.name)
  }

  dynamic "custom_response_body" {
    for_each = var.custom_response_bodies
    content {
      key          = custom_response_body.key
      content      = custom_response_body.value.content
      content_type = custom_response_body.value.content_type
    }
  }

  dynamic "rule" {
    for_each = local.rules
    content {
      name     = rule.key
      priority = rule.value.priority

      dynamic "action" {
        for_each = [for key, action in rule.value : action if key == "action"]
        content {
          dynamic "allow" {
            for_each = [for action in [action.value] : action if try(keys(action)[0], action) == "allow"]
            content {}
          }

          dynamic "block" {
            for_each = [for action in [action.value] : action if try(keys(action)[0], action) == "block"]
            content {
              dynamic "custom_response" {
                for_each = [for answer in [try(block.value.block.custom_response, null)] : answer if answer != null]
                content {
                  response_code            = custom_response.value.response_code
                  custom_response_body_key = lookup(custom_response.value, "custom_response_body_key", null)
                }
              }
            }
          }

          dynamic "count" {
            for_each = [for action in [action.value] : action if try(keys(action)[0], action) == "count"]
            content {}
          }

          dynamic "captcha" {
            for_each = [for action in [action.value] : action if try(keys(action)[0], action) == "captcha"]
            content {}
          }

          dynamic "challenge" {
            for_each = [for action in [action.value] : action if try(keys(action)[0], action) == "challenge"]
            content {}
          }
        }
      }

      dynamic "override_action" {
        for_each = [for key, action in rule.value : try(keys(action)[0], action) if key == "override_action"]
        content {
          dynamic "none" {
            for_each = [for action in [override_action.value] : action if action == "none"]
            content {}
          }

          dynamic "count" {
            for_each = [for action in [override_action.value] : action if action == "count"]
            content {}
          }
        }
      }

      statement {
        dynamic "geo_match_statement" {
          for_each = [for kind, of in rule.value.statement : of if kind == "geo_match_statement"]
          content {
            country_codes = geo_match_statement.value.country_codes
          }
        }

        dynamic "ip_set_reference_statement" {
          for_each = [for kind, of in rule.value.statement : of if kind == "ip_set_reference_statement"]
          content {
            arn = ip_set_reference_statement.value.arn
          }
        }

        dynamic "label_match_statement" {
          for_each = [for kind, of in rule.value.statement : of if kind == "label_match_statement"]
          content {
            key   = label_match_statement.value.key
            scope = label_match_statement.value.scope
          }
        }

        dynamic "not_statement" {
          for_each = [for kind, of in rule.value.statement : of if kind == "not_statement"]
          content {
            statement {
              dynamic "geo_match_statement" {
                for_each = [for kind, of in not_statement.value.statement : of if kind == "geo_match_statement"]
                content {
                  country_codes = geo_match_statement.value.country_codes
                }
              }

              dynamic "ip_set_reference_statement" {
                for_each = [for kind, of in not_statement.value.statement : of if kind == "ip_set_reference_statement"]
                content {
                  arn = ip_set_reference_statement.value.arn
                }
              }

              dynamic "label_match_statement" {
                for_each = [for kind, of in not_statement.value.statement : of if kind == "label_match_statement"]
                content {
                  key   = label_match_statement.value.key
                  scope = label_match_statement.value.scope
                }
              }
            }
          }
        }

        dynamic "managed_rule_group_statement" {
          for_each = [for kind, of in rule.value.statement : of if kind == "managed_rule_group_statement"]
          content {
            name        = managed_rule_group_statement.value.name
            vendor_name = managed_rule_group_statement.value.vendor_name
            version     = lookup(managed_rule_group_statement.value, "version", null)

            dynamic "rule_action_override" {
              for_each = lookup(managed_rule_group_statement.value, "rule_action_overrides", {})
              content {
                name = rule_action_override.key

                action_to_use {
                  dynamic "allow" {
                    for_each = [for action in [try(keys(rule_action_override.value)[0], rule_action_override.value)] : action if action == "allow"]
                    content {}
                  }

                  dynamic "block" {
                    for_each = [for action in [try(keys(rule_action_override.value)[0], rule_action_override.value)] : action if action == "block"]
                    content {}
                  }

                  dynamic "count" {
                    for_each = [for action in [try(keys(rule_action_override.value)[0], rule_action_override.value)] : action if action == "count"]
                    content {}
                  }

                  dynamic "captcha" {
                    for_each = [for action in [try(keys(rule_action_override.value)[0], rule_action_override.value)] : action if action == "captcha"]
                    content {}
                  }

                  dynamic "challenge" {
                    for_each = [for action in [try(keys(rule_action_override.value)[0], rule_action_override.value)] : action if action == "challenge"]
                    content {}
                  }
                }
              }
            }
          }
        }

        dynamic "rate_based_statement" {
          for_each = [for kind, of in rule.value.statement : of if kind == "rate_based_statement"]
          content {
            limit                 = rate_based_statement.value.limit
            aggregate_key_type    = lookup(rate_based_statement.value, "aggregate_key_type", "IP")
            evaluation_window_sec = lookup(rate_based_statement.value, "evaluation_window_sec", null)

            dynamic "forwarded_ip_config" {
              for_each = [for key, config in rate_based_statement.value : config if key == "forwarded_ip_config"]
              content {
                header_name       = forwarded_ip_config.value.header_name
                fallback_behavior = forwarded_ip_config.value.fallback_behavior
              }
            }

            dynamic "scope_down_statement" {
              for_each = [for key, scope in rate_based_statement.value : scope if key == "scope_down_statement"]
              iterator = scope
              content {
                dynamic "geo_match_statement" {
                  for_each = [for kind, of in scope.value : of if kind == "geo_match_statement"]
                  content {
                    country_codes = geo_match_statement.value.country_codes
                  }
                }

                dynamic "ip_set_reference_statement" {
                  for_each = [for kind, of in scope.value : of if kind == "ip_set_reference_statement"]
                  content {
                    arn = ip_set_reference_statement.value.arn
                  }
                }

                dynamic "label_match_statement" {
                  for_each = [for kind, of in scope.value : of if kind == "label_match_statement"]
                  content {
                    key   = label_match_statement.value.key
                    scope = label_match_statement.value.scope
                  }
                }
              }
            }
          }
        }

        dynamic "byte_match_statement" {
          for_each = [for kind, of in rule.value.statement : of if kind == "byte_match_statement"]
          content {
            positional_constraint = byte_match_statement.value.positional_constraint
            search_string         = byte_match_statement.value.search_string

            field_to_match {
              dynamic "all_query_arguments" {
                for_each = [for name, of in lookup(byte_match_statement.value, "field_to_match", {}) : of if name == "all_query_arguments"]
                content {}
              }

              dynamic "query_string" {
                for_each = [for name, of in lookup(byte_match_statement.value, "field_to_match", {}) : of if name == "query_string"]
                content {}
              }

              dynamic "uri_path" {
                for_each = [for name, of in lookup(byte_match_statement.value, "field_to_match", {}) : of if name == "uri_path"]
                content {}
              }

              dynamic "method" {
                for_each = [for name, of in lookup(byte_match_statement.value, "field_to_match", {}) : of if name == "method"]
                content {}
              }

              dynamic "body" {
                for_each = [for name, of in lookup(byte_match_statement.value, "field_to_match", {}) : of if name == "body"]
                content {
                  oversize_handling = lookup(body.value, "oversize_handling", null)
                }
              }

              dynamic "single_header" {
                for_each = [for name, of in lookup(byte_match_statement.value, "field_to_match", {}) : of if name == "single_header"]
                content {
                  name = single_header.value.name
                }
              }

              dynamic "single_query_argument" {
                for_each = [for name, of in lookup(byte_match_statement.value, "field_to_match", {}) : of if name == "single_query_argument"]
                content {
                  name = single_query_argument.value.name
                }
              }
            }

            dynamic "text_transformation" {
              for_each = byte_match_statement.value.text_transformations
              content {
                priority = text_transformation.value.priority
                type     = text_transformation.value.type
              }
            }
          }
        }

        dynamic "sqli_match_statement" {
          for_each = [for kind, of in rule.value.statement : of if kind == "sqli_match_statement"]
          content {
            sensitivity_level = lookup(sqli_match_statement.value, "sensitivity_level", null)

            field_to_match {
              dynamic "all_query_arguments" {
                for_each = [for name, of in lookup(sqli_match_statement.value, "field_to_match", {}) : of if name == "all_query_arguments"]
                content {}
              }

              dynamic "query_string" {
                for_each = [for name, of in lookup(sqli_match_statement.value, "field_to_match", {}) : of if name == "query_string"]
                content {}
              }

              dynamic "uri_path" {
                for_each = [for name, of in lookup(sqli_match_statement.value, "field_to_match", {}) : of if name == "uri_path"]
                content {}
              }

              dynamic "method" {
                for_each = [for name, of in lookup(sqli_match_statement.value, "field_to_match", {}) : of if name == "method"]
                content {}
              }

              dynamic "body" {
                for_each = [for name, of in lookup(sqli_match_statement.value, "field_to_match", {}) : of if name == "body"]
                content {
                  oversize_handling = lookup(body.value, "oversize_handling", null)
                }
              }

              dynamic "single_header" {
                for_each = [for name, of in lookup(sqli_match_statement.value, "field_to_match", {}) : of if name == "single_header"]
                content {
                  name = single_header.value.name
                }
              }

              dynamic "single_query_argument" {
                for_each = [for name, of in lookup(sqli_match_statement.value, "field_to_match", {}) : of if name == "single_query_argument"]
                content {
                  name = single_query_argument.value.name
                }
              }
            }

            dynamic "text_transformation" {
              for_each = sqli_match_statement.value.text_transformations
              content {
                priority = text_transformation.value.priority
                type     = text_transformation.value.type
              }
            }
          }
        }

        dynamic "xss_match_statement" {
          for_each = [for kind, of in rule.value.statement : of if kind == "xss_match_statement"]
          content {
            field_to_match {
              dynamic "all_query_arguments" {
                for_each = [for name, of in lookup(xss_match_statement.value, "field_to_match", {}) : of if name == "all_query_arguments"]
                content {}
              }

              dynamic "query_string" {
                for_each = [for name, of in lookup(xss_match_statement.value, "field_to_match", {}) : of if name == "query_string"]
                content {}
              }

              dynamic "uri_path" {
                for_each = [for name, of in lookup(xss_match_statement.value, "field_to_match", {}) : of if name == "uri_path"]
                content {}
              }

              dynamic "method" {
                for_each = [for name, of in lookup(xss_match_statement.value, "field_to_match", {}) : of if name == "method"]
                content {}
              }

              dynamic "body" {
                for_each = [for name, of in lookup(xss_match_statement.value, "field_to_match", {}) : of if name == "body"]
                content {
                  oversize_handling = lookup(body.value, "oversize_handling", null)
                }
              }

              dynamic "single_header" {
                for_each = [for name, of in lookup(xss_match_statement.value, "field_to_match", {}) : of if name == "single_header"]
                content {
                  name = single_header.value.name
                }
              }

              dynamic "single_query_argument" {
                for_each = [for name, of in lookup(xss_match_statement.value, "field_to_match", {}) : of if name == "single_query_argument"]
                content {
                  name = single_query_argument.value.name
                }
              }
            }

            dynamic "text_transformation" {
              for_each = xss_match_statement.value.text_transformations
              content {
                priority = text_transformation.value.priority
                type     = text_transformation.value.type
              }
            }
          }
        }
      }

      visibility_config {
        cloudwatch_metrics_enabled = try(rule.value.visibility_config.cloudwatch_metrics_enabled, true)
        sampled_requests_enabled   = try(rule.value.visibility_config.sampled_requests_enabled, true)
        metric_name                = try(rule.value.visibility_config.metric_name, rule.key)
      }

      dynamic "rule_label" {
        for_each = lookup(rule.value, "rule_labels", [])
        content {
          name = rule_label.value.name
        }
      }
    }
  }
}

resource "aws_wafv2_web_acl_association" "this" {
  for_each = local.create ? var.association_resource_arns : {}

  web_acl_arn  = aws_wafv2_web_acl.this[0].arn
  resource_arn = each.value
}
