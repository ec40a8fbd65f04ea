locals {
  lifecycle = try(jsondecode(var.lifecycle_rule), var.lifecycle_rule)
  tiering   = try(jsondecode(var.intelligent_tiering), var.intelligent_tiering)

  # one condition stands in the filter itself, several stand in its "and" block
  filters = [for rule in local.lifecycle : {
    given = try(rule.filter, {})
    tags  = try(rule.filter.tags, rule.filter.tag, {})
    and   = max(length(try(keys(rule.filter), [])), length(try(rule.filter.tags, rule.filter.tag, {}))) > 1
  }]
}

resource "aws_s3_bucket_lifecycle_configuration" "this" {
  count = local.create && length(local.lifecycle) > 0 ? 1 : 0

  bucket                                 = local.bucket.id
  expected_bucket_owner                  = var.expected_bucket_owner
  transition_default_minimum_object_size = var.transition_default_minimum_object_size

  dynamic "rule" {
    for_each = local.lifecycle
    content {
      id     = lookup(rule.value, "id", null)
      status = tobool(try(rule.value.enabled, lower(rule.value.status) == "enabled", rule.value.status)) ? "Enabled" : "Disabled"

      dynamic "abort_incomplete_multipart_upload" {
        for_each = [for name, days in rule.value : days if name == "abort_incomplete_multipart_upload_days"]
        iterator = days
        content {
          days_after_initiation = days.value
        }
      }

      dynamic "expiration" {
        for_each = flatten([lookup(rule.value, "expiration", [])])
        content {
          date                         = lookup(expiration.value, "date", null)
          days                         = lookup(expiration.value, "days", null)
          expired_object_delete_marker = lookup(expiration.value, "expired_object_delete_marker", null)
        }
      }

      dynamic "transition" {
        for_each = flatten([lookup(rule.value, "transition", [])])
        content {
          date          = lookup(transition.value, "date", null)
          days          = lookup(transition.value, "days", null)
          storage_class = transition.value.storage_class
        }
      }

      dynamic "noncurrent_version_expiration" {
        for_each = flatten([lookup(rule.value, "noncurrent_version_expiration", [])])
        iterator = old
        content {
          newer_noncurrent_versions = lookup(old.value, "newer_noncurrent_versions", null)
          noncurrent_days           = lookup(old.value, "days", lookup(old.value, "noncurrent_days", null))
        }
      }

      dynamic "noncurrent_version_transition" {
        for_each = flatten([lookup(rule.value, "noncurrent_version_transition", [])])
        iterator = old
        content {
          newer_noncurrent_versions = lookup(old.value, "newer_noncurrent_versions", null)
          noncurrent_days           = lookup(old.value, "days", lookup(old.value, "noncurrent_days", null))
          storage_class             = old.value.storage_class
        }
      }

      dynamic "filter" {
        for_each = [local.filters[rule.key]]
        content {
          prefix                   = filter.value.and ? null : try(filter.value.given.prefix, null)
          object_size_greater_than = filter.value.and ? null : try(filter.value.given.object_size_greater_than, null)
          object_size_less_than    = filter.value.and ? null : try(filter.value.given.object_size_less_than, null)

          dynamic "tag" {
            for_each = { for key, value in filter.value.tags : key => value if !filter.value.and }
            content {
              key   = tag.key
              value = tag.value
            }
          }

          dynamic "and" {
            for_each = [for all in [filter.value] : all if all.and]
            content {
              prefix                   = try(and.value.given.prefix, null)
              object_size_greater_than = try(and.value.given.object_size_greater_than, null)
              object_size_less_than    = try(and.value.given.object_size_less_than, null)
              tags                     = length(and.value.tags) > 0 ? and.value.tags : null
            }
          }
        }
      }
    }
  }

  depends_on = [aws_s3_bucket_versioning.this]
}

resource "aws_s3_bucket_intelligent_tiering_configuration" "this" {
  for_each = { for name, plan in local.tiering : name => plan if local.create }

  name   = each.key
  bucket = local.bucket.id
  status = can(each.value.status) ? (contains(["true", "enabled"], lower(each.value.status)) ? "Enabled" : "Disabled") : null

  dynamic "filter" {
    for_each = flatten([lookup(each.value, "filter", [])])
    content {
      prefix = lookup(filter.value, "prefix", null)
      tags   = lookup(filter.value, "tags", null)
    }
  }

  dynamic "tiering" {
    for_each = each.value.tiering
    content {
      access_tier = tiering.key
      days        = tiering.value.days
    }
  }
}
