variable "acm_certificate_domain_validation_options" {
  type    = any
  default = {}
}

variable "certificate_transparency_logging_preference" {
  type    = bool
  default = true
}

variable "create_certificate" {
  type    = bool
  default = true
}

variable "create_route53_records" {
  type    = bool
  default = true
}

variable "create_route53_records_only" {
  type    = bool
  default = false
}

variable "distinct_domain_names" {
  type    = list(string)
  default = []
}

variable "dns_ttl" {
  type    = number
  default = 60
}

variable "domain_name" {
  type    = string
  default = ""
}

variable "key_algorithm" {
  type    = string
  default = null
}

variable "private_authority_arn" {
  type    = string
  default = null
}

variable "putin_khuylo" {
  type    = bool
  default = true
}

variable "subject_alternative_names" {
  type    = list(string)
  default = []
}

variable "tags" {
  type    = map(string)
  default = {}
}

variable "validate_certificate" {
  type    = bool
  default = true
}

variable "validation_allow_overwrite_records" {
  type    = bool
  default = true
}

variable "validation_method" {
  type    = string
  default = null
}

variable "validation_option" {
  type    = any
  default = {}
}

variable "validation_record_fqdns" {
  type    = list(string)
  default = []
}

variable "validation_timeout" {
  type    = string
  default = null
}

variable "wait_for_validation" {
  type    = bool
  default = true
}

variable "zone_id" {
  type    = string
  default = ""
}

variable "zones" {
  type    = map(string)
  default = {}
}
