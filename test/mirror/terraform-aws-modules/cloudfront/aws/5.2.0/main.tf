locals {
  create       = var.create_distribution && length(local.left_out) == 0
  distribution = one(aws_cloudfront_distribution.this)
  controls     = var.create_origin_access_control ? var.origin_access_control : {}

  origins = try(jsondecode(var.origin), var.origin)
  groups  = try(jsondecode(var.origin_group), var.origin_group)
  logging = try(jsondecode(var.logging_config), var.logging_config)
  errors  = flatten([try(jsondecode(var.custom_error_response), var.custom_error_response)])

  left_out = [for feature, asked in {
    "origin access identities"     = var.create_origin_access_identity
    "origins in networks"          = var.create_vpc_origin
    "response headers policies"    = var.create_response_headers_policy
    "functions at the edge"        = length([for b in local.behaviors : b if can(b.lambda_function_association)]) > 0
    "real-time logs, signed links" = length([for b in local.behaviors : b if can(b.realtime_log_config_arn) || can(b.trusted_key_groups) || can(b.trusted_signers)]) > 0
    "staging distributions"        = var.staging || var.continuous_deployment_policy_id != null
  } : feature if asked]
}

resource "aws_cloudfront_origin_access_control" "this" {
  for_each = local.controls

  name                              = coalesce(each.value.name, each.key)
  description                       = each.value.description
  origin_access_control_origin_type = each.value.origin_type
  signing_behavior                  = each.value.signing_behavior
  signing_protocol                  = each.value.signing_protocol
}

resource "aws_cloudfront_function" "this" {
  for_each = var.create_cloudfront_function && var.cloudfront_functions != null ? var.cloudfront_functions : {}

  name                         = coalesce(each.value.name, each.key)
  runtime                      = each.value.runtime
  comment                      = each.value.comment
  publish                      = each.value.publish
  code                         = each.value.code
  key_value_store_associations = each.value.key_value_store_associations
}

resource "aws_cloudfront_monitoring_subscription" "this" {
  count = local.create && var.create_monitoring_subscription ? 1 : 0

  distribution_id = local.distribution.id

  monitoring_subscription {
    realtime_metrics_subscription_config {
      realtime_metrics_subscription_status = var.realtime_metrics_subscription_status
    }
  }
}
