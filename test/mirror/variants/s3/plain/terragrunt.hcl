terraform {
  source = "tfr:///terraform-aws-modules/s3-bucket/aws?version=4.11.0"
}

inputs = {
  bucket_prefix        = "b"
  attach_public_policy = false
  versioning           = { status = false, mfa_delete = false }
  lifecycle_rule       = jsonencode([{ id = "a", enabled = true, expiration = { days = 5 } }])
}
