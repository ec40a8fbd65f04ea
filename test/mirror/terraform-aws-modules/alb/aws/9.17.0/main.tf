# the module asks this for Lambda targets, whether there are any or not
data "aws_partition" "current" {}

locals {
  create = var.create && var.putin_khuylo && length(local.left_out) == 0
  lb     = one(aws_lb.this)
  tags   = merge(var.tags, { terraform-aws-modules = "alb" })

  left_out = [for feature, asked in {
    "listeners"              = length(var.listeners) > 0
    "Lambda targets"         = anytrue([for group in var.target_groups : lookup(group, "target_type", "") == "lambda"])
    "additional attachments" = length(var.additional_target_group_attachments) > 0
  } : feature if asked]
}

resource "aws_lb" "this" {
  count = local.create ? 1 : 0

  name               = var.name
  name_prefix        = var.name_prefix
  internal           = var.internal
  load_balancer_type = var.load_balancer_type
  ip_address_type    = var.ip_address_type
  subnets            = var.subnets
  security_groups    = concat(aws_security_group.this[*].id, var.security_groups)

  client_keep_alive                           = var.client_keep_alive
  customer_owned_ipv4_pool                    = var.customer_owned_ipv4_pool
  desync_mitigation_mode                      = var.desync_mitigation_mode
  dns_record_client_routing_policy            = var.dns_record_client_routing_policy
  drop_invalid_header_fields                  = var.drop_invalid_header_fields
  enable_cross_zone_load_balancing            = var.enable_cross_zone_load_balancing
  enable_deletion_protection                  = var.enable_deletion_protection
  enable_http2                                = var.enable_http2
  enable_tls_version_and_cipher_suite_headers = var.enable_tls_version_and_cipher_suite_headers
  enable_waf_fail_open                        = var.enable_waf_fail_open
  enable_xff_client_port                      = var.enable_xff_client_port
  enable_zonal_shift                          = var.enable_zonal_shift
  idle_timeout                                = var.idle_timeout
  preserve_host_header                        = var.preserve_host_header
  xff_header_processing_mode                  = var.xff_header_processing_mode
  tags                                        = local.tags

  enforce_security_group_inbound_rules_on_private_link_traffic = var.enforce_security_group_inbound_rules_on_private_link_traffic

  dynamic "access_logs" {
    for_each = [for logs in [var.access_logs] : logs if length(logs) > 0]
    content {
      bucket  = access_logs.value.bucket
      prefix  = lookup(access_logs.value, "prefix", null)
      enabled = lookup(access_logs.value, "enabled", true)
    }
  }

  dynamic "connection_logs" {
    for_each = [for logs in [var.connection_logs] : logs if length(logs) > 0]
    content {
      bucket  = connection_logs.value.bucket
      prefix  = lookup(connection_logs.value, "prefix", null)
      enabled = lookup(connection_logs.value, "enabled", true)
    }
  }

  dynamic "subnet_mapping" {
    for_each = var.subnet_mapping
    content {
      subnet_id            = subnet_mapping.value.subnet_id
      allocation_id        = lookup(subnet_mapping.value, "allocation_id", null)
      ipv6_address         = lookup(subnet_mapping.value, "ipv6_address", null)
      private_ipv4_address = lookup(subnet_mapping.value, "private_ipv4_address", null)
    }
  }

  dynamic "minimum_load_balancer_capacity" {
    for_each = [for key, units in var.minimum_load_balancer_capacity : units if key == "capacity_units"]
    content {
      capacity_units = minimum_load_balancer_capacity.value
    }
  }

  dynamic "ipam_pools" {
    for_each = [for key, pool in var.ipam_pools : pool if key == "ipv4_ipam_pool_id"]
    content {
      ipv4_ipam_pool_id = ipam_pools.value
    }
  }

  timeouts {
    create = lookup(var.timeouts, "create", null)
    update = lookup(var.timeouts, "update", null)
    delete = lookup(var.timeouts, "delete", null)
  }
}

resource "aws_wafv2_web_acl_association" "this" {
  count = var.associate_web_acl ? 1 : 0

  resource_arn = local.lb.arn
  web_acl_arn  = var.web_acl_arn
}

resource "aws_route53_record" "this" {
  for_each = { for key, record in var.route53_records : key => record if var.create }

  zone_id = each.value.zone_id
  name    = lookup(each.value, "name", each.key)
  type    = each.value.type

  alias {
    name                   = local.lb.dns_name
    zone_id                = local.lb.zone_id
    evaluate_target_health = true
  }
}
