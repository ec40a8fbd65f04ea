output "s3_bucket_id" {
  value = try(local.bucket.id, "")

  precondition {
    condition     = length(local.left_out) == 0
    error_message = "This stand-in leaves out: ${join(", ", local.left_out)}. Run with the real module (--module-mirror)."
  }
}

output "s3_bucket_arn" {
  value = try(local.bucket.arn, "")
}

output "s3_bucket_bucket_domain_name" {
  value = try(local.bucket.bucket_domain_name, "")
}

output "s3_bucket_bucket_regional_domain_name" {
  value = try(local.bucket.bucket_regional_domain_name, "")
}

output "s3_bucket_hosted_zone_id" {
  value = try(local.bucket.hosted_zone_id, "")
}

output "s3_bucket_region" {
  value = try(local.bucket.region, "")
}

output "s3_bucket_policy" {
  value = try(aws_s3_bucket_policy.this[0].policy, "")
}

output "s3_bucket_lifecycle_configuration_rules" {
  value = try(aws_s3_bucket_lifecycle_configuration.this[0].rule, "")
}

output "s3_bucket_website_domain" {
  value = ""
}

output "s3_bucket_website_endpoint" {
  value = ""
}

output "s3_directory_bucket_arn" {
  value = null
}

output "s3_directory_bucket_name" {
  value = null
}
