terraform {
  source = "tfr:///terraform-aws-modules/s3-bucket/aws?version=${local.env.versions.s3_bucket}"
}

locals {
  org     = read_terragrunt_config(find_in_parent_folders("organization.hcl")).locals
  account = read_terragrunt_config(find_in_parent_folders("account.hcl")).locals
  env     = read_terragrunt_config(find_in_parent_folders("env.hcl")).locals
  region  = read_terragrunt_config(find_in_parent_folders("region.hcl")).locals
  here    = dirname(find_in_parent_folders("region.hcl"))
  peer    = "${dirname(local.here)}/${local.region.peer}"
  bucket  = "${local.org.name}-${local.env.name}-models-${local.account.id}-${local.region.name}"
  copied  = local.region.role == "primary" && local.region.peer != ""
}

prevent_destroy = local.env.protected

dependency "kms" {
  config_path = "${local.here}/security/kms"
}

dependency "logs" {
  config_path = "${local.here}/storage/s3-logs"
}

# Objects are written here and copied there, never both ways.
dependency "copy" {
  config_path = "${local.peer}/storage/s3-models"
  enabled     = local.copied
}

dependency "copy_kms" {
  config_path = "${local.peer}/security/kms"
  enabled     = local.copied
}

dependency "role" {
  config_path = "${dirname(local.here)}/global/security/s3-replication-role"
  enabled     = local.copied
}

inputs = {
  bucket        = local.bucket
  force_destroy = !local.env.protected

  control_object_ownership = true
  object_ownership         = "BucketOwnerEnforced"

  server_side_encryption_configuration = {
    rule = {
      bucket_key_enabled = true # one call to KMS for many objects
      apply_server_side_encryption_by_default = {
        sse_algorithm     = "aws:kms"
        kms_master_key_id = dependency.kms.outputs.key_arn
      }
    }
  }

  versioning = {
    status = "Enabled"
  }

  # Large files from all over the world: to the nearest edge, then over AWS's own network.
  acceleration_status = "Enabled"

  # Nobody knows which model is asked for next month: S3 watches, and moves what is not read. Not to the archive, from
  # where it would take hours to come back.
  lifecycle_rule = [{
    id     = "tier"
    status = "Enabled"

    transition                             = [{ days = 0, storage_class = "INTELLIGENT_TIERING" }]
    noncurrent_version_transition          = [{ days = 30, storage_class = "GLACIER_IR" }]
    noncurrent_version_expiration          = { days = 90 }
    abort_incomplete_multipart_upload_days = 7
  }]

  logging = {
    target_bucket = dependency.logs.outputs.s3_bucket_id
    target_prefix = "s3/models/"
  }

  # Within a quarter of an hour, or a metric says that it took longer.
  replication_configuration = {
    for key, value in {
      role = try(dependency.role.outputs.arn, null)
      rules = [{
        id       = "all"
        status   = "Enabled"
        priority = 10

        # A deletion is not copied: what is deleted by mistake here is still there.
        delete_marker_replication = false

        source_selection_criteria = { sse_kms_encrypted_objects = { enabled = true } }
        destination = {
          bucket             = try(dependency.copy.outputs.s3_bucket_arn, null)
          storage_class      = "INTELLIGENT_TIERING"
          replica_kms_key_id = try(dependency.copy_kms.outputs.key_arn, null)
          replication_time   = { status = "Enabled", minutes = 15 }
          metrics            = { status = "Enabled", minutes = 15 }
        }
      }]
    } : key => value if local.copied
  }

  attach_deny_insecure_transport_policy = true
  attach_require_latest_tls_policy      = true

  # The CDNs read it. All of the account's, because each is told of the bucket before the bucket can be told of it.
  attach_policy = true
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "Distributions"
      Effect    = "Allow"
      Principal = { Service = "cloudfront.amazonaws.com" }
      Action    = "s3:GetObject"
      Resource  = "arn:aws:s3:::${local.bucket}/*"
      Condition = {
        StringEquals = { "aws:SourceAccount" = local.account.id }
        ArnLike      = { "aws:SourceArn" = "arn:aws:cloudfront::${local.account.id}:distribution/*" }
      }
    }]
  })
}
