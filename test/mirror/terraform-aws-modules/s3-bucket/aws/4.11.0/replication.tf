locals {
  replication = flatten([lookup(var.replication_configuration, "rules", lookup(var.replication_configuration, "rule", []))])
  replicated = [for rule in local.replication : {
    prefix = try(rule.filter.prefix, null)
    tags   = try(rule.filter.tags, rule.filter.tag, {})
    and    = max(length(try(keys(rule.filter), [])), length(try(rule.filter.tags, rule.filter.tag, {}))) > 1
  }]
  word = { true = "Enabled", enabled = "Enabled", false = "Disabled", disabled = "Disabled" }
}

resource "aws_s3_bucket_replication_configuration" "this" {
  count = local.create && length(var.replication_configuration) > 0 ? 1 : 0

  bucket = local.bucket.id
  role   = var.replication_configuration.role

  dynamic "rule" {
    for_each = local.replication
    content {
      id       = lookup(rule.value, "id", null)
      priority = lookup(rule.value, "priority", null)
      status   = local.word[lower(lookup(rule.value, "status", "enabled"))]

      # replication of delete markers asks for a filter, an empty one stands for all objects
      filter {
        prefix = local.replicated[rule.key].and ? null : local.replicated[rule.key].prefix

        dynamic "tag" {
          for_each = { for key, value in local.replicated[rule.key].tags : key => value if !local.replicated[rule.key].and }
          content {
            key   = tag.key
            value = tag.value
          }
        }

        dynamic "and" {
          for_each = [for all in [local.replicated[rule.key]] : all if all.and]
          content {
            prefix = and.value.prefix
            tags   = and.value.tags
          }
        }
      }

      dynamic "delete_marker_replication" {
        for_each = flatten([try(rule.value.delete_marker_replication_status, rule.value.delete_marker_replication, [])])
        content {
          status = local.word[lower(delete_marker_replication.value)]
        }
      }

      dynamic "source_selection_criteria" {
        for_each = flatten([lookup(rule.value, "source_selection_criteria", [])])
        iterator = criteria
        content {
          dynamic "sse_kms_encrypted_objects" {
            for_each = flatten([try(criteria.value.sse_kms_encrypted_objects.enabled, criteria.value.sse_kms_encrypted_objects.status, [])])
            iterator = switch
            content {
              status = local.word[lower(switch.value)]
            }
          }

          dynamic "replica_modifications" {
            for_each = flatten([try(criteria.value.replica_modifications.enabled, criteria.value.replica_modifications.status, [])])
            iterator = switch
            content {
              status = local.word[lower(switch.value)]
            }
          }
        }
      }

      dynamic "destination" {
        for_each = flatten([lookup(rule.value, "destination", [])])
        content {
          bucket        = destination.value.bucket
          account       = try(destination.value.account_id, destination.value.account, null)
          storage_class = lookup(destination.value, "storage_class", null)

          dynamic "encryption_configuration" {
            for_each = flatten([try(destination.value.encryption_configuration.replica_kms_key_id, destination.value.replica_kms_key_id, [])])
            content {
              replica_kms_key_id = encryption_configuration.value
            }
          }

          dynamic "access_control_translation" {
            for_each = flatten([lookup(destination.value, "access_control_translation", [])])
            content {
              owner = title(lower(access_control_translation.value.owner))
            }
          }

          dynamic "replication_time" {
            for_each = flatten([lookup(destination.value, "replication_time", [])])
            content {
              status = local.word[lower(lookup(replication_time.value, "status", "disabled"))]

              time {
                minutes = lookup(replication_time.value, "minutes", null)
              }
            }
          }

          dynamic "metrics" {
            for_each = flatten([lookup(destination.value, "metrics", [])])
            content {
              status = local.word[lower(lookup(metrics.value, "status", "disabled"))]

              dynamic "event_threshold" {
                for_each = flatten([lookup(metrics.value, "minutes", [])])
                content {
                  minutes = event_threshold.value
                }
              }
            }
          }
        }
      }
    }
  }

  depends_on = [aws_s3_bucket_versioning.this]
}
