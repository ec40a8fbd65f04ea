locals {
  create = var.create && (var.zone_id != null || var.zone_name != null)
  zone   = one(data.aws_route53_zone.this)
  given  = concat(var.records, var.records_jsonencoded == null ? [] : jsondecode(var.records_jsonencoded))

  # a record is known by its name and type, and by its set where several share them
  records = { for record in local.given : lookup(record, "key", join(" ", compact([
    "${record.name} ${record.type}", lookup(record, "set_identifier", ""),
  ]))) => record }
}

data "aws_route53_zone" "this" {
  count = local.create ? 1 : 0

  zone_id      = var.zone_id
  name         = var.zone_name
  private_zone = var.private_zone
}

resource "aws_route53_record" "this" {
  for_each = { for key, record in local.records : key => record if local.create }

  zone_id = local.zone.zone_id
  name = (lookup(each.value, "full_name_override", false) && each.value.name != ""
  ? each.value.name : join(".", compact([each.value.name, local.zone.name])))
  type                             = each.value.type
  ttl                              = lookup(each.value, "ttl", null)
  records                          = lookup(each.value, "records", null)
  set_identifier                   = lookup(each.value, "set_identifier", null)
  health_check_id                  = lookup(each.value, "health_check_id", null)
  multivalue_answer_routing_policy = lookup(each.value, "multivalue_answer_routing_policy", null)
  allow_overwrite                  = lookup(each.value, "allow_overwrite", false)

  dynamic "alias" {
    for_each = [for target in [lookup(each.value, "alias", {})] : target if length(target) > 0]
    content {
      name                   = alias.value.name
      zone_id                = lookup(alias.value, "zone_id", local.zone.zone_id)
      evaluate_target_health = lookup(alias.value, "evaluate_target_health", false)
    }
  }

  dynamic "weighted_routing_policy" {
    for_each = [for rule in [lookup(each.value, "weighted_routing_policy", {})] : rule if length(rule) > 0]
    content {
      weight = weighted_routing_policy.value.weight
    }
  }

  dynamic "latency_routing_policy" {
    for_each = [for rule in [lookup(each.value, "latency_routing_policy", {})] : rule if length(rule) > 0]
    content {
      region = latency_routing_policy.value.region
    }
  }

  dynamic "failover_routing_policy" {
    for_each = [for rule in [lookup(each.value, "failover_routing_policy", {})] : rule if length(rule) > 0]
    content {
      type = failover_routing_policy.value.type
    }
  }

  dynamic "geolocation_routing_policy" {
    for_each = [for rule in [lookup(each.value, "geolocation_routing_policy", {})] : rule if length(rule) > 0]
    content {
      continent   = lookup(geolocation_routing_policy.value, "continent", null)
      country     = lookup(geolocation_routing_policy.value, "country", null)
      subdivision = lookup(geolocation_routing_policy.value, "subdivision", null)
    }
  }
}
