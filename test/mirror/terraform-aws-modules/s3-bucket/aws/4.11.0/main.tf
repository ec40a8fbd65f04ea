data "aws_region" "current" {}

data "aws_partition" "current" {}

data "aws_caller_identity" "current" {}

locals {
  create = var.create_bucket && var.putin_khuylo && length(local.left_out) == 0
  bucket = one(aws_s3_bucket.this)

  left_out = [for feature, asked in {
    directory = var.is_directory_bucket
    website   = length(var.website) > 0
    payer     = var.request_payer != null
    grants    = length(try(jsondecode(var.grant), var.grant)) > 0
    metrics   = length(try(jsondecode(var.metric_configuration), var.metric_configuration)) > 0
    inventory = length(var.inventory_configuration) > 0 || var.attach_inventory_destination_policy
    analytics = length(var.analytics_configuration) > 0 || var.attach_analytics_destination_policy
  } : feature if asked]
}

resource "aws_s3_bucket" "this" {
  count = local.create ? 1 : 0

  bucket              = var.bucket
  bucket_prefix       = var.bucket_prefix
  force_destroy       = var.force_destroy
  object_lock_enabled = var.object_lock_enabled
  tags                = var.tags
}

resource "aws_s3_bucket_versioning" "this" {
  count = local.create && length(var.versioning) > 0 ? 1 : 0

  bucket                = local.bucket.id
  expected_bucket_owner = var.expected_bucket_owner
  mfa                   = lookup(var.versioning, "mfa", null)

  # "enabled" is a switch, "status" a switch or AWS's own word
  versioning_configuration {
    status = lookup({ true = "Enabled", enabled = "Enabled", false = "Suspended" },
    lower(lookup(var.versioning, "enabled", lookup(var.versioning, "status", "enabled"))), "Suspended")
    mfa_delete = contains(keys(var.versioning), "mfa_delete") ? lookup(
    { true = "Enabled", enabled = "Enabled" }, lower(var.versioning.mfa_delete), "Disabled") : null
  }
}

resource "aws_s3_bucket_logging" "this" {
  count = local.create && length(var.logging) > 0 ? 1 : 0

  bucket        = local.bucket.id
  target_bucket = var.logging.target_bucket
  target_prefix = var.logging.target_prefix

  dynamic "target_object_key_format" {
    for_each = [for format in [lookup(var.logging, "target_object_key_format", {})] : format if length(format) > 0]
    content {
      dynamic "partitioned_prefix" {
        for_each = lookup(target_object_key_format.value, "partitioned_prefix", {})
        content {
          partition_date_source = partitioned_prefix.value
        }
      }
      dynamic "simple_prefix" {
        for_each = [for word in keys(target_object_key_format.value) : word if word == "simple_prefix"]
        content {}
      }
    }
  }
}

resource "aws_s3_bucket_accelerate_configuration" "this" {
  count = local.create && var.acceleration_status != null ? 1 : 0

  bucket                = local.bucket.id
  expected_bucket_owner = var.expected_bucket_owner
  status                = title(lower(var.acceleration_status))
}

resource "aws_s3_bucket_cors_configuration" "this" {
  count = local.create && length(local.cors) > 0 ? 1 : 0

  bucket                = local.bucket.id
  expected_bucket_owner = var.expected_bucket_owner

  dynamic "cors_rule" {
    for_each = local.cors
    content {
      id              = lookup(cors_rule.value, "id", null)
      allowed_origins = cors_rule.value.allowed_origins
      allowed_methods = cors_rule.value.allowed_methods
      allowed_headers = lookup(cors_rule.value, "allowed_headers", null)
      expose_headers  = lookup(cors_rule.value, "expose_headers", null)
      max_age_seconds = lookup(cors_rule.value, "max_age_seconds", null)
    }
  }
}

locals {
  cors = try(jsondecode(var.cors_rule), var.cors_rule)
}
