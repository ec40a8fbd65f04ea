terraform {
  source = "tfr:///terraform-aws-modules/wafv2/aws?version=1.1.0"
}

inputs = {
  name                            = "w"
  scope                           = "CLOUDFRONT"
  default_action                  = { block = { custom_response = { response_code = 403, custom_response_body_key = "no" } } }
  custom_response_bodies          = { no = { content = "no", content_type = "TEXT_PLAIN" } }
  association_resource_arns       = { a = "arn:aws:elasticloadbalancing:eu-central-1:111122223333:loadbalancer/app/a/0123456789abcdef" }
  create_logging_configuration    = true
  logging_log_destination_configs = ["arn:aws:logs:eu-central-1:111122223333:log-group:aws-waf-logs-a"]
  logging_redacted_fields         = [{ uri_path = {} }, { query_string = {} }, { method = {} }]
  logging_filter                  = { default_behavior = "DROP", filters = [{ behavior = "KEEP", requirement = "MEETS_ANY", conditions = [{ action_condition = { action = "BLOCK" } }, { label_name_condition = { label_name = "awswaf:managed:a" } }] }] }
  rules = {
    not-home = { priority = 1, action = { block = { custom_response = { response_code = 451 } } }, statement = { not_statement = { statement = { geo_match_statement = { country_codes = ["DE"] } } } } }
    words    = { priority = 2, action = "count", statement = { byte_match_statement = { positional_constraint = "CONTAINS", search_string = "x", field_to_match = { single_header = { name = "user-agent" } }, text_transformations = [{ priority = 0, type = "NONE" }] } }, rule_labels = [{ name = "a" }] }
    sql      = { priority = 3, action = "captcha", statement = { sqli_match_statement = { sensitivity_level = "HIGH", field_to_match = { body = { oversize_handling = "CONTINUE" } }, text_transformations = [{ priority = 0, type = "NONE" }] } } }
    rate     = { priority = 4, action = "challenge", statement = { rate_based_statement = { limit = 100, aggregate_key_type = "FORWARDED_IP", forwarded_ip_config = { fallback_behavior = "MATCH", header_name = "X-Forwarded-For" }, scope_down_statement = { geo_match_statement = { country_codes = ["FR"] } } } }, visibility_config = { metric_name = "m", cloudwatch_metrics_enabled = false } }
    set      = { priority = 5, action = "allow", statement = { ip_set_reference_statement = { arn = "arn:aws:wafv2:eu-central-1:111122223333:regional/ipset/a/1234" } } }
    label    = { priority = 6, action = "block", statement = { label_match_statement = { key = "k", scope = "LABEL" } } }
    group    = { priority = 7, override_action = { count = {} }, statement = { managed_rule_group_statement = { name = "AWSManagedRulesCommonRuleSet", vendor_name = "AWS", version = "Version_1.0", rule_action_overrides = { A = { block = {} }, B = "captcha" } } } }
  }
}
