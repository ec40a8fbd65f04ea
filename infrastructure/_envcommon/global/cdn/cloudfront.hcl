terraform {
  source = "tfr:///terraform-aws-modules/cloudfront/aws?version=${local.env.versions.cloudfront}"
}

locals {
  org  = read_terragrunt_config(find_in_parent_folders("organization.hcl")).locals
  env  = read_terragrunt_config(find_in_parent_folders("env.hcl")).locals
  top  = dirname(find_in_parent_folders("env.hcl"))
  name = "${local.org.name}-${local.env.name}-app"
  pair = local.env.regions.secondary != ""
}

dependency "primary_models" {
  config_path = "${local.top}/${local.env.regions.primary}/storage/s3-models"
}

dependency "secondary_models" {
  config_path = "${local.top}/${local.env.regions.secondary}/storage/s3-models"
  enabled     = local.pair
}

dependency "logs" {
  config_path = "${local.top}/${local.env.regions.primary}/storage/s3-logs"
}

dependency "acm" {
  config_path = "${local.top}/global/security/acm-cloudfront"
}

dependency "waf" {
  config_path = "${local.top}/global/security/waf-cloudfront"
}

# What browsers see: the application, answered by the API, and the models, from the nearest copy that answers.
inputs = {
  comment         = local.name
  aliases         = [local.env.domain, "app.${local.env.domain}"]
  price_class     = local.env.cdn_price_class
  http_version    = "http2and3"
  is_ipv6_enabled = true
  web_acl_id      = dependency.waf.outputs.web_acl_arn

  # An apply that waits for all edges takes a quarter of an hour.
  wait_for_deployment = false

  viewer_certificate = {
    acm_certificate_arn      = dependency.acm.outputs.acm_certificate_arn
    minimum_protocol_version = "TLSv1.2_2021"
    ssl_support_method       = "sni-only"
  }

  create_origin_access_control = true
  origin_access_control = {
    (local.name) = {
      description      = "Reads the models in every region"
      origin_type      = "s3"
      signing_behavior = "always"
      signing_protocol = "sigv4"
    }
  }

  origin = merge(
    {
      # By name: whichever region answers for the API answers here.
      api = {
        domain_name = "api.${local.env.domain}"
        custom_origin_config = {
          http_port                = 80
          https_port               = 443
          origin_protocol_policy   = "https-only"
          origin_ssl_protocols     = ["TLSv1.2"]
          origin_read_timeout      = 60 # the longest that CloudFront grants without asking
          origin_keepalive_timeout = 60
        }
      }

      models-primary = {
        domain_name           = dependency.primary_models.outputs.s3_bucket_bucket_regional_domain_name
        origin_access_control = local.name
      }
    },
    {
      for origin, bucket in { models-secondary = try(dependency.secondary_models.outputs.s3_bucket_bucket_regional_domain_name, null) } : origin => {
        domain_name                            = bucket
        origin_access_control                  = local.name
      } if local.pair
    },
  )

  origin_group = local.pair ? {
    models = {
      primary_member_origin_id   = "models-primary"
      secondary_member_origin_id = "models-secondary"
      failover_status_codes      = [403, 404, 500, 502, 503, 504] # a copy that is not there yet as well
    }
  } : {}

  # Nothing of the application is kept unless its answer says so; the API sees the request as it came, but for the name.
  default_cache_behavior = {
    target_origin_id             = "api"
    viewer_protocol_policy       = "redirect-to-https"
    allowed_methods              = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"]
    use_forwarded_values         = false
    cache_policy_name            = "UseOriginCacheControlHeaders-QueryStrings"
    origin_request_policy_name   = "Managed-AllViewerExceptHostHeader"
    response_headers_policy_name = "Managed-SecurityHeadersPolicy"
    compress                     = true
  }

  ordered_cache_behavior = [{
    path_pattern                 = "/models/*"
    target_origin_id             = local.pair ? "models" : "models-primary"
    viewer_protocol_policy       = "redirect-to-https"
    use_forwarded_values         = false
    cache_policy_name            = "Managed-CachingOptimized"
    response_headers_policy_name = "Managed-SecurityHeadersPolicy"
    compress                     = false # weights do not get smaller
  }]

  logging_config = {
    bucket = dependency.logs.outputs.s3_bucket_bucket_domain_name
    prefix = "cloudfront/app"
  }
}
