terraform {
  source = "tfr:///terraform-aws-modules/s3-bucket/aws?version=4.11.0"
}

inputs = {
  bucket                                    = "b"
  acl                                       = "private"
  control_object_ownership                  = true
  object_ownership                          = "ObjectWriter"
  versioning                                = { enabled = true }
  logging                                   = { target_bucket = "x", target_prefix = "p/", target_object_key_format = { partitioned_prefix = { partition_date_source = "EventTime" } } }
  acceleration_status                       = "enabled"
  object_lock_enabled                       = true
  object_lock_configuration                 = { rule = { default_retention = { mode = "GOVERNANCE", days = 1 } } }
  cors_rule                                 = [{ allowed_methods = ["PUT"], allowed_origins = ["https://a"] }]
  server_side_encryption_configuration      = { rule = { bucket_key_enabled = true, apply_server_side_encryption_by_default = { kms_master_key_id = "arn:aws:kms:eu-central-1:111122223333:key/1234", sse_algorithm = "aws:kms" } } }
  intelligent_tiering                       = { general = { status = "Enabled", filter = { prefix = "/", tags = { a = "b" } }, tiering = { ARCHIVE_ACCESS = { days = 180 } } } }
  attach_policy                             = true
  policy                                    = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "*" }] })
  attach_deny_incorrect_kms_key_sse         = true
  attach_deny_unencrypted_object_uploads    = true
  attach_deny_incorrect_encryption_headers  = true
  attach_deny_ssec_encrypted_object_uploads = true
  attach_waf_log_delivery_policy            = true
  attach_cloudtrail_log_delivery_policy     = true
  lifecycle_rule = [
    { id = "a", enabled = true, filter = { prefix = "x/" }, expiration = { days = 5 }, noncurrent_version_transition = [{ days = 30, storage_class = "STANDARD_IA" }] },
    { id = "b", status = "Disabled", filter = { prefix = "x/", tags = { a = "b", c = "d" }, object_size_greater_than = 10 }, transition = [{ days = 30, storage_class = "ONEZONE_IA" }, { days = 60, storage_class = "GLACIER" }] },
    { id = "c", enabled = false, filter = { tags = { k = "v" } }, abort_incomplete_multipart_upload_days = 7, noncurrent_version_expiration = { newer_noncurrent_versions = 5, days = 30 } },
    { id = "d", enabled = true, filter = { tags = { k = "v", l = "m" } }, expiration = { expired_object_delete_marker = true } },
    { id = "e", enabled = true, filter = { object_size_less_than = 10 }, expiration = { days = 5 } },
  ]
  replication_configuration = {
    role = "arn:aws:iam::111122223333:role/replication"
    rules = [
      { id                        = "all", status = "Enabled", priority = 10, delete_marker_replication = false,
        source_selection_criteria = { replica_modifications = { status = "Enabled" }, sse_kms_encrypted_objects = { enabled = true } },
        filter                    = { prefix = "one", tags = { R = "1" } },
      destination = { bucket = "arn:aws:s3:::dest", storage_class = "STANDARD", replica_kms_key_id = "arn:aws:kms:ap-southeast-1:111122223333:key/1", account_id = "111122223333", access_control_translation = { owner = "Destination" }, replication_time = { status = "Enabled", minutes = 15 }, metrics = { status = "Enabled", minutes = 15 } } },
      { id = "p", priority = 20, delete_marker_replication = true, filter = { prefix = "two" }, destination = { bucket = "arn:aws:s3:::dest" } },
      { id = "q", priority = 30, status = true, delete_marker_replication_status = "Enabled", destination = { bucket = "arn:aws:s3:::dest" } },
      { id = "r", priority = 40, delete_marker_replication = true, filter = { tags = { a = "b", c = "d" } }, destination = { bucket = "arn:aws:s3:::dest" } },
    ]
  }
}
