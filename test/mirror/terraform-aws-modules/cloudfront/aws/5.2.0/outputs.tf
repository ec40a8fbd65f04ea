output "cloudfront_distribution_arn" {
  value = try(local.distribution.arn, "")

  precondition {
    condition     = length(local.left_out) == 0
    error_message = "This stand-in leaves out: ${join(", ", local.left_out)}. Run with the real module (--module-mirror)."
  }
}

output "cloudfront_distribution_caller_reference" {
  value = try(local.distribution.caller_reference, "")
}

output "cloudfront_distribution_domain_name" {
  value = try(local.distribution.domain_name, "")
}

output "cloudfront_distribution_etag" {
  value = try(local.distribution.etag, "")
}

output "cloudfront_distribution_hosted_zone_id" {
  value = try(local.distribution.hosted_zone_id, "")
}

output "cloudfront_distribution_id" {
  value = try(local.distribution.id, "")
}

output "cloudfront_distribution_in_progress_validation_batches" {
  value = try(local.distribution.in_progress_validation_batches, "")
}

output "cloudfront_distribution_last_modified_time" {
  value = try(local.distribution.last_modified_time, "")
}

output "cloudfront_distribution_status" {
  value = try(local.distribution.status, "")
}

output "cloudfront_distribution_trusted_signers" {
  value = try(local.distribution.trusted_signers, "")
}

output "cloudfront_distribution_tags" {
  value = try(local.distribution.tags_all, "")
}

output "cloudfront_functions" {
  value = aws_cloudfront_function.this
}

output "cloudfront_monitoring_subscription_id" {
  value = try(aws_cloudfront_monitoring_subscription.this[0].id, "")
}

output "cloudfront_origin_access_controls" {
  value = aws_cloudfront_origin_access_control.this
}

output "cloudfront_origin_access_controls_ids" {
  value = values(aws_cloudfront_origin_access_control.this)[*].id
}

# What is left out is empty, as with the module when it is not asked for.
output "cloudfront_origin_access_identities" {
  value = {}
}

output "cloudfront_origin_access_identity_iam_arns" {
  value = []
}

output "cloudfront_origin_access_identity_ids" {
  value = []
}

output "cloudfront_response_headers_policies" {
  value = {}
}

output "cloudfront_vpc_origin_ids" {
  value = []
}
