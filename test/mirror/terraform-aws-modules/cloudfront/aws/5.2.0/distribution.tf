locals {
  by_default = try(jsondecode(var.default_cache_behavior), var.default_cache_behavior)
  by_path    = try(jsondecode(var.ordered_cache_behavior), var.ordered_cache_behavior)
  behaviors  = concat([local.by_default], [for one in local.by_path : one])
}

# Policies are named, and looked up by their names.
data "aws_cloudfront_cache_policy" "this" {
  for_each = toset([for one in local.behaviors : one.cache_policy_name if can(one.cache_policy_name)])

  name = each.key
}

data "aws_cloudfront_origin_request_policy" "this" {
  for_each = toset([for one in local.behaviors : one.origin_request_policy_name if can(one.origin_request_policy_name)])

  name = each.key
}

data "aws_cloudfront_response_headers_policy" "this" {
  for_each = toset([for one in local.behaviors : one.response_headers_policy_name if can(one.response_headers_policy_name)])

  name = each.key
}

resource "aws_cloudfront_distribution" "this" {
  count = local.create ? 1 : 0

  aliases             = var.aliases
  comment             = var.comment
  default_root_object = var.default_root_object
  enabled             = var.enabled
  http_version        = var.http_version
  is_ipv6_enabled     = var.is_ipv6_enabled
  price_class         = var.price_class
  retain_on_delete    = var.retain_on_delete
  wait_for_deployment = var.wait_for_deployment
  web_acl_id          = var.web_acl_id
  tags                = var.tags

  dynamic "logging_config" {
    for_each = length(local.logging) > 0 ? [local.logging] : []
    content {
      bucket          = logging_config.value.bucket
      prefix          = try(logging_config.value.prefix, null)
      include_cookies = try(logging_config.value.include_cookies, null)
    }
  }

  dynamic "origin" {
    for_each = local.origins
    content {
      origin_id                = try(origin.value.origin_id, origin.key)
      domain_name              = origin.value.domain_name
      origin_path              = try(origin.value.origin_path, "")
      connection_attempts      = try(origin.value.connection_attempts, null)
      connection_timeout       = try(origin.value.connection_timeout, null)
      origin_access_control_id = try(origin.value.origin_access_control_id, aws_cloudfront_origin_access_control.this[origin.value.origin_access_control].id, null)

      dynamic "custom_origin_config" {
        for_each = flatten([try(origin.value.custom_origin_config, [])])
        iterator = custom
        content {
          http_port                = custom.value.http_port
          https_port               = custom.value.https_port
          origin_protocol_policy   = custom.value.origin_protocol_policy
          origin_ssl_protocols     = custom.value.origin_ssl_protocols
          origin_keepalive_timeout = try(custom.value.origin_keepalive_timeout, null)
          origin_read_timeout      = try(custom.value.origin_read_timeout, null)
        }
      }

      dynamic "custom_header" {
        for_each = try(origin.value.custom_header, [])
        content {
          name  = custom_header.value.name
          value = custom_header.value.value
        }
      }

      dynamic "origin_shield" {
        for_each = flatten([try(origin.value.origin_shield, [])])
        content {
          enabled              = origin_shield.value.enabled
          origin_shield_region = origin_shield.value.origin_shield_region
        }
      }
    }
  }

  dynamic "origin_group" {
    for_each = local.groups
    content {
      origin_id = try(origin_group.value.origin_id, origin_group.key)

      failover_criteria {
        status_codes = origin_group.value.failover_status_codes
      }

      dynamic "member" {
        for_each = [origin_group.value.primary_member_origin_id, origin_group.value.secondary_member_origin_id]
        content {
          origin_id = member.value
        }
      }
    }
  }

  dynamic "default_cache_behavior" {
    for_each = [local.by_default]
    iterator = one
    content {
      target_origin_id       = one.value.target_origin_id
      viewer_protocol_policy = one.value.viewer_protocol_policy
      allowed_methods        = try(one.value.allowed_methods, ["GET", "HEAD", "OPTIONS"])
      cached_methods         = try(one.value.cached_methods, ["GET", "HEAD"])
      compress               = try(one.value.compress, null)
      smooth_streaming       = try(one.value.smooth_streaming, null)
      min_ttl                = try(one.value.min_ttl, null)
      default_ttl            = try(one.value.default_ttl, null)
      max_ttl                = try(one.value.max_ttl, null)

      cache_policy_id            = try(one.value.cache_policy_id, data.aws_cloudfront_cache_policy.this[one.value.cache_policy_name].id, null)
      origin_request_policy_id   = try(one.value.origin_request_policy_id, data.aws_cloudfront_origin_request_policy.this[one.value.origin_request_policy_name].id, null)
      response_headers_policy_id = try(one.value.response_headers_policy_id, data.aws_cloudfront_response_headers_policy.this[one.value.response_headers_policy_name].id, null)

      dynamic "forwarded_values" {
        for_each = [for given in [one.value] : given if try(given.use_forwarded_values, true)]
        iterator = forwarded
        content {
          query_string            = try(forwarded.value.query_string, false)
          query_string_cache_keys = try(forwarded.value.query_string_cache_keys, [])
          headers                 = try(forwarded.value.headers, [])

          cookies {
            forward           = try(forwarded.value.cookies_forward, "none")
            whitelisted_names = try(forwarded.value.cookies_whitelisted_names, null)
          }
        }
      }

      dynamic "function_association" {
        for_each = try(one.value.function_association, {})
        content {
          event_type   = function_association.key
          function_arn = try(function_association.value.function_arn, aws_cloudfront_function.this[function_association.value.function_key].arn, null)
        }
      }

      dynamic "grpc_config" {
        for_each = flatten([try(one.value.grpc_config, [])])
        content {
          enabled = grpc_config.value.enabled
        }
      }
    }
  }

  dynamic "ordered_cache_behavior" {
    for_each = local.by_path
    iterator = one
    content {
      path_pattern           = one.value.path_pattern
      target_origin_id       = one.value.target_origin_id
      viewer_protocol_policy = one.value.viewer_protocol_policy
      allowed_methods        = try(one.value.allowed_methods, ["GET", "HEAD", "OPTIONS"])
      cached_methods         = try(one.value.cached_methods, ["GET", "HEAD"])
      compress               = try(one.value.compress, null)
      smooth_streaming       = try(one.value.smooth_streaming, null)
      min_ttl                = try(one.value.min_ttl, null)
      default_ttl            = try(one.value.default_ttl, null)
      max_ttl                = try(one.value.max_ttl, null)

      cache_policy_id            = try(one.value.cache_policy_id, data.aws_cloudfront_cache_policy.this[one.value.cache_policy_name].id, null)
      origin_request_policy_id   = try(one.value.origin_request_policy_id, data.aws_cloudfront_origin_request_policy.this[one.value.origin_request_policy_name].id, null)
      response_headers_policy_id = try(one.value.response_headers_policy_id, data.aws_cloudfront_response_headers_policy.this[one.value.response_headers_policy_name].id, null)

      dynamic "forwarded_values" {
        for_each = [for given in [one.value] : given if try(given.use_forwarded_values, true)]
        iterator = forwarded
        content {
          query_string            = try(forwarded.value.query_string, false)
          query_string_cache_keys = try(forwarded.value.query_string_cache_keys, [])
          headers                 = try(forwarded.value.headers, [])

          cookies {
            forward           = try(forwarded.value.cookies_forward, "none")
            whitelisted_names = try(forwarded.value.cookies_whitelisted_names, null)
          }
        }
      }

      dynamic "function_association" {
        for_each = try(one.value.function_association, {})
        content {
          event_type   = function_association.key
          function_arn = try(function_association.value.function_arn, aws_cloudfront_function.this[function_association.value.function_key].arn, null)
        }
      }

      dynamic "grpc_config" {
        for_each = flatten([try(one.value.grpc_config, [])])
        content {
          enabled = grpc_config.value.enabled
        }
      }
    }
  }

  viewer_certificate {
    acm_certificate_arn            = try(var.viewer_certificate.acm_certificate_arn, null)
    iam_certificate_id             = try(var.viewer_certificate.iam_certificate_id, null)
    cloudfront_default_certificate = try(var.viewer_certificate.cloudfront_default_certificate, null)
    minimum_protocol_version       = try(var.viewer_certificate.minimum_protocol_version, "TLSv1")
    ssl_support_method             = try(var.viewer_certificate.ssl_support_method, null)
  }

  dynamic "custom_error_response" {
    for_each = [for answer in local.errors : answer if can(answer.error_code)]
    content {
      error_code            = custom_error_response.value.error_code
      response_code         = try(custom_error_response.value.response_code, null)
      response_page_path    = try(custom_error_response.value.response_page_path, null)
      error_caching_min_ttl = try(custom_error_response.value.error_caching_min_ttl, null)
    }
  }

  restrictions {
    geo_restriction {
      restriction_type = try(var.geo_restriction.restriction_type, "none")
      locations        = try(var.geo_restriction.locations, [])
    }
  }
}
