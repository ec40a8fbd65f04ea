terraform {
  source = "tfr:///terraform-aws-modules/s3-bucket/aws?version=${local.env.versions.s3_bucket}"
}

locals {
  org     = read_terragrunt_config(find_in_parent_folders("organization.hcl")).locals
  account = read_terragrunt_config(find_in_parent_folders("account.hcl")).locals
  env     = read_terragrunt_config(find_in_parent_folders("env.hcl")).locals
  region  = read_terragrunt_config(find_in_parent_folders("region.hcl")).locals
}

prevent_destroy = local.env.protected

inputs = {
  # Bucket names are unique in the world: account and region make this one ours.
  bucket        = "${local.org.name}-${local.env.name}-logs-${local.account.id}-${local.region.name}"
  force_destroy = !local.env.protected

  # Not enforced: CloudFront delivers its logs by an ACL that it sets itself. What it writes is ours all the same.
  control_object_ownership = true
  object_ownership         = "BucketOwnerPreferred"

  # SSE-S3, not our key: load balancers and S3 access logging deliver to no bucket that is encrypted with a
  # customer-managed key.
  server_side_encryption_configuration = {
    rule = {
      apply_server_side_encryption_by_default = {
        sse_algorithm = "AES256"
      }
    }
  }

  versioning = {
    status = "Enabled" # a log that was overwritten or deleted can still be read
  }

  lifecycle_rule = [{
    id     = "expire"
    status = "Enabled"

    transition                             = [{ days = 30, storage_class = "STANDARD_IA" }] # read rarely after a month; no sooner, says S3
    expiration                             = { days = local.env.log_archive_days }
    noncurrent_version_expiration          = { days = 30 }
    abort_incomplete_multipart_upload_days = 7
  }]

  # Who may deliver: load balancers (two principals, by age of the region), VPC flow logs, S3 access logging, and the
  # account's trail, which has one place for all regions.
  attach_elb_log_delivery_policy             = true
  attach_lb_log_delivery_policy              = true
  attach_access_log_delivery_policy          = true
  access_log_delivery_policy_source_accounts = [local.account.id]
  attach_cloudtrail_log_delivery_policy      = local.region.role == "primary"

  attach_deny_insecure_transport_policy = true
  attach_require_latest_tls_policy      = true
}
