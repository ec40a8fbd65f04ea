locals {
  encryption = flatten([lookup(var.server_side_encryption_configuration, "rule", [])])
  retention  = try(var.object_lock_configuration.rule.default_retention, null)
  acl        = var.acl == "null" ? null : var.acl
}

resource "aws_s3_bucket_public_access_block" "this" {
  count = local.create && var.attach_public_policy ? 1 : 0

  bucket                  = local.bucket.id
  block_public_acls       = var.block_public_acls
  block_public_policy     = var.block_public_policy
  ignore_public_acls      = var.ignore_public_acls
  restrict_public_buckets = var.restrict_public_buckets
}

# S3 refuses two changes of one bucket at a time: access block, policy, ownership, in this order.
resource "aws_s3_bucket_ownership_controls" "this" {
  count = local.create && var.control_object_ownership ? 1 : 0

  bucket = local.bucket.id

  rule {
    object_ownership = var.object_ownership
  }

  depends_on = [aws_s3_bucket_policy.this, aws_s3_bucket_public_access_block.this]
}

resource "aws_s3_bucket_acl" "this" {
  count = local.create && local.acl != null ? 1 : 0

  bucket                = local.bucket.id
  expected_bucket_owner = var.expected_bucket_owner
  acl                   = local.acl

  depends_on = [aws_s3_bucket_ownership_controls.this]
}

data "aws_canonical_user_id" "this" {
  count = local.create && local.acl != null && lookup(var.owner, "id", null) == null ? 1 : 0
}

resource "aws_s3_bucket_server_side_encryption_configuration" "this" {
  count = local.create && length(var.server_side_encryption_configuration) > 0 ? 1 : 0

  bucket                = local.bucket.id
  expected_bucket_owner = var.expected_bucket_owner

  dynamic "rule" {
    for_each = local.encryption
    content {
      bucket_key_enabled = lookup(rule.value, "bucket_key_enabled", null)

      dynamic "apply_server_side_encryption_by_default" {
        for_each = [for name, way in rule.value : way if name == "apply_server_side_encryption_by_default"]
        iterator = way
        content {
          sse_algorithm     = way.value.sse_algorithm
          kms_master_key_id = lookup(way.value, "kms_master_key_id", null)
        }
      }
    }
  }
}

resource "aws_s3_bucket_object_lock_configuration" "this" {
  count = local.create && var.object_lock_enabled && local.retention != null ? 1 : 0

  bucket                = local.bucket.id
  expected_bucket_owner = var.expected_bucket_owner
  token                 = lookup(var.object_lock_configuration, "token", null)

  rule {
    default_retention {
      mode  = local.retention.mode
      days  = lookup(local.retention, "days", null)
      years = lookup(local.retention, "years", null)
    }
  }
}
