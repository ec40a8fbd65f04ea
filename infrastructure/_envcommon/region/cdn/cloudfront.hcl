terraform {
  source = "tfr:///terraform-aws-modules/cloudfront/aws?version=${local.env.versions.cloudfront}"
}

locals {
  org    = read_terragrunt_config(find_in_parent_folders("organization.hcl")).locals
  env    = read_terragrunt_config(find_in_parent_folders("env.hcl")).locals
  region = read_terragrunt_config(find_in_parent_folders("region.hcl")).locals
  here   = dirname(find_in_parent_folders("region.hcl"))
  global = "${dirname(find_in_parent_folders("env.hcl"))}/global"
  name   = "${local.org.name}-${local.env.name}-models-${local.region.short}"
}

dependency "models" {
  config_path = "${local.here}/storage/s3-models"
}

dependency "logs" {
  config_path = "${local.here}/storage/s3-logs"
}

dependency "acm" {
  config_path = "${local.global}/security/acm-cloudfront"
}

dependency "waf" {
  config_path = "${local.global}/security/waf-cloudfront"
}

# Models of this region's bucket, for machines that must not depend on another region. CloudFront itself is everywhere.
inputs = {
  comment         = local.name
  aliases         = ["models-${local.region.short}.${local.env.domain}"]
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
      description      = "Reads the models in ${local.region.name}"
      origin_type      = "s3"
      signing_behavior = "always"
      signing_protocol = "sigv4"
    }
  }

  origin = {
    models = {
      domain_name           = dependency.models.outputs.s3_bucket_bucket_regional_domain_name
      origin_access_control = local.name
      origin_shield         = { enabled = true, origin_shield_region = local.region.name } # each file leaves S3 once
    }
  }

  # A model's name has its version: it never changes, and is kept for as long as there is room.
  default_cache_behavior = {
    target_origin_id             = "models"
    viewer_protocol_policy       = "https-only"
    use_forwarded_values         = false
    cache_policy_name            = "Managed-CachingOptimized"
    response_headers_policy_name = "Managed-SecurityHeadersPolicy"
    compress                     = false # weights do not get smaller
  }

  logging_config = {
    bucket = dependency.logs.outputs.s3_bucket_bucket_domain_name
    prefix = "cloudfront/models"
  }
}
