terraform {
  source = "tfr:///terraform-aws-modules/cloudfront/aws?version=5.2.0"
}

inputs = {
  create_origin_access_control   = true
  create_monitoring_subscription = true
  create_cloudfront_function     = true
  cloudfront_functions           = { index = { code = "function handler(event) { return event.request }", publish = true }, other = { name = "o", code = "function handler(event) { return event.request }" } }
  origin = {
    s3  = { domain_name = "b.s3.eu-central-1.amazonaws.com", origin_access_control = "s3", origin_shield = { enabled = true, origin_shield_region = "eu-central-1" } }
    web = { domain_name = "example.com", origin_id = "w", custom_header = [{ name = "X", value = "y" }], custom_origin_config = { http_port = 80, https_port = 443, origin_protocol_policy = "https-only", origin_ssl_protocols = ["TLSv1.2"] } }
  }
  origin_group           = { both = { primary_member_origin_id = "s3", secondary_member_origin_id = "w", failover_status_codes = [500] } }
  default_cache_behavior = { target_origin_id = "w", viewer_protocol_policy = "allow-all", cookies_forward = "all", query_string = true, function_association = { viewer-request = { function_key = "index" } } }
  ordered_cache_behavior = [{ path_pattern = "/a", target_origin_id = "both", viewer_protocol_policy = "https-only", use_forwarded_values = false, cache_policy_id = "658327ea-f89d-4fab-a63d-7e88639e58f6" }]
  custom_error_response  = [{ error_code = 404, response_code = 200, response_page_path = "/" }]
  geo_restriction        = { restriction_type = "blacklist", locations = ["KP"] }
}
