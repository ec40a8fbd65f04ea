terraform {
  source = "tfr:///terraform-aws-modules/cloudfront/aws?version=5.2.0"
}

inputs = {
  create_distribution    = false
  default_cache_behavior = { target_origin_id = "w", viewer_protocol_policy = "allow-all" }
  origin                 = {}
}
