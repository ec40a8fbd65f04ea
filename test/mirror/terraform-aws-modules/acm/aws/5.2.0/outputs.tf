# Whoever reads the ARN waits for the certificate to be valid.
output "acm_certificate_arn" {
  value = try(aws_acm_certificate_validation.this[0].certificate_arn, aws_acm_certificate.this[0].arn, "")
}

output "acm_certificate_domain_validation_options" {
  value = flatten(aws_acm_certificate.this[*].domain_validation_options)
}

output "acm_certificate_status" {
  value = try(aws_acm_certificate.this[0].status, "")
}

output "acm_certificate_validation_emails" {
  value = flatten(aws_acm_certificate.this[*].validation_emails)
}

output "validation_route53_record_fqdns" {
  value = aws_route53_record.validation[*].fqdn
}

output "distinct_domain_names" {
  value = local.names
}

output "validation_domains" {
  value = local.proofs
}
