locals {
  create = var.create_certificate && var.putin_khuylo
  only   = var.create_route53_records_only && var.putin_khuylo
  by_dns = var.validation_method == "DNS"

  # a wildcard and its apex are proved by one and the same record
  names = length(var.distinct_domain_names) > 0 ? var.distinct_domain_names : distinct([
    for name in concat([var.domain_name], var.subject_alternative_names) : trimprefix(name, "*.")
  ])
  offered = try(aws_acm_certificate.this[0].domain_validation_options, var.acm_certificate_domain_validation_options)
  proofs = local.create || local.only ? distinct([
    for proof in local.offered : merge(tomap(proof), { domain_name = trimprefix(proof.domain_name, "*.") })
  ]) : []

  record = var.create_route53_records && local.by_dns && (local.only || (local.create && var.validate_certificate))
}

resource "aws_acm_certificate" "this" {
  count = local.create ? 1 : 0

  domain_name               = var.domain_name
  subject_alternative_names = var.subject_alternative_names
  validation_method         = var.validation_method
  key_algorithm             = var.key_algorithm
  certificate_authority_arn = var.private_authority_arn
  tags                      = var.tags

  options {
    certificate_transparency_logging_preference = var.certificate_transparency_logging_preference ? "ENABLED" : "DISABLED"
  }

  dynamic "validation_option" {
    for_each = var.validation_option
    content {
      domain_name       = lookup(validation_option.value, "domain_name", validation_option.key)
      validation_domain = validation_option.value.validation_domain
    }
  }

  # listeners hold on to the old certificate until they have the new one
  lifecycle {
    create_before_destroy = true
  }
}

# How many records there are is known from the names, what stands in them only after the certificate.
resource "aws_route53_record" "validation" {
  count = local.record ? length(local.names) : 0

  zone_id         = lookup(var.zones, local.proofs[count.index].domain_name, var.zone_id)
  name            = local.proofs[count.index].resource_record_name
  type            = local.proofs[count.index].resource_record_type
  records         = [local.proofs[count.index].resource_record_value]
  ttl             = var.dns_ttl
  allow_overwrite = var.validation_allow_overwrite_records
}

resource "aws_acm_certificate_validation" "this" {
  count = local.create && var.validation_method != null && var.validate_certificate && var.wait_for_validation ? 1 : 0

  certificate_arn         = aws_acm_certificate.this[0].arn
  validation_record_fqdns = concat(aws_route53_record.validation[*].fqdn, var.validation_record_fqdns)

  timeouts {
    create = var.validation_timeout
  }
}
