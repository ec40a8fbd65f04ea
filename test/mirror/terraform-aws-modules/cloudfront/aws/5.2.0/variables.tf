variable "aliases" {
  type    = list(string)
  default = null
}

variable "cloudfront_functions" {
  type    = map(object({ name = optional(string), runtime = optional(string, "cloudfront-js-2.0"), comment = optional(string), publish = optional(bool), code = string, key_value_store_associations = optional(list(string)) }))
  default = null
}

variable "comment" {
  type    = string
  default = null
}

variable "continuous_deployment_policy_id" {
  type    = string
  default = null
}

variable "create_cloudfront_function" {
  type    = bool
  default = false
}

variable "create_distribution" {
  type    = bool
  default = true
}

variable "create_monitoring_subscription" {
  type    = bool
  default = false
}

variable "create_origin_access_control" {
  type    = bool
  default = false
}

variable "create_origin_access_identity" {
  type    = bool
  default = false
}

variable "create_response_headers_policy" {
  type    = bool
  default = false
}

variable "create_vpc_origin" {
  type    = bool
  default = false
}

variable "custom_error_response" {
  type    = any
  default = {}
}

variable "default_cache_behavior" {
  type    = any
  default = null
}

variable "default_root_object" {
  type    = string
  default = null
}

variable "enabled" {
  type    = bool
  default = true
}

variable "geo_restriction" {
  type    = any
  default = {}
}

variable "http_version" {
  type    = string
  default = "http2"
}

variable "is_ipv6_enabled" {
  type    = bool
  default = null
}

variable "logging_config" {
  type    = any
  default = {}
}

variable "ordered_cache_behavior" {
  type    = any
  default = []
}

variable "origin" {
  type    = any
  default = null
}

variable "origin_access_control" {
  type = map(object({ name = optional(string), description = string, origin_type = string, signing_behavior = string, signing_protocol = string }))
  default = {
    s3 = {
      description      = ""
      origin_type      = "s3"
      signing_behavior = "always"
      signing_protocol = "sigv4"
    }
  }
}

variable "origin_access_identities" {
  type    = map(string)
  default = {}
}

variable "origin_group" {
  type    = any
  default = {}
}

variable "price_class" {
  type    = string
  default = null
}

variable "realtime_metrics_subscription_status" {
  type    = string
  default = "Enabled"
}

variable "response_headers_policies" {
  type    = map(object({ name = optional(string), comment = optional(string), cors_config = optional(object({ access_control_allow_credentials = bool, origin_override = bool, access_control_allow_headers = object({ items = list(string) }), access_control_allow_methods = object({ items = list(string) }), access_control_allow_origins = object({ items = list(string) }), access_control_expose_headers = optional(object({ items = list(string) })), access_control_max_age_sec = optional(number) })), custom_headers_config = optional(object({ items = list(object({ header = string, override = bool, value = string })) })), remove_headers_config = optional(object({ items = list(object({ header = string })) })), security_headers_config = optional(object({ content_security_policy = optional(object({ content_security_policy = string, override = bool })), content_type_options = optional(object({ override = bool })), frame_options = optional(object({ frame_option = string, override = bool })), referrer_policy = optional(object({ referrer_policy = string, override = bool })), strict_transport_security = optional(object({ access_control_max_age_sec = number, override = bool, include_subdomains = optional(bool), preload = optional(bool) })), xss_protection = optional(object({ mode_block = bool, override = bool, protection = bool, report_uri = optional(string) })) })), server_timing_headers_config = optional(object({ enabled = bool, sampling_rate = number })) }))
  default = null
}

variable "retain_on_delete" {
  type    = bool
  default = false
}

variable "staging" {
  type    = bool
  default = false
}

variable "tags" {
  type    = map(string)
  default = null
}

variable "viewer_certificate" {
  type = any
  default = {
    cloudfront_default_certificate = true
    minimum_protocol_version       = "TLSv1"
  }
}

variable "vpc_origin" {
  type    = map(object({ name = string, arn = string, http_port = number, https_port = number, origin_protocol_policy = string, origin_ssl_protocols = object({ items = list(string), quantity = number }) }))
  default = {}
}

variable "vpc_origin_timeouts" {
  type    = map(string)
  default = {}
}

variable "wait_for_deployment" {
  type    = bool
  default = true
}

variable "web_acl_id" {
  type    = string
  default = null
}
