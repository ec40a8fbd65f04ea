# From several continents, every ten seconds: a region counts as down after three failures, half a minute.

resource "aws_route53_health_check" "this" {
  for_each = var.endpoints

  reference_name    = "${each.key}-${substr(md5(var.name), 0, 8)}" # 27 characters at most
  type              = "HTTPS"
  fqdn              = each.value
  port              = 443
  resource_path     = var.path
  request_interval  = var.interval_seconds
  failure_threshold = var.failure_threshold
  measure_latency   = true
  enable_sni        = true
  regions           = var.checker_regions

  tags = merge(var.tags, { Name = "${var.name}-${each.key}" })
}
