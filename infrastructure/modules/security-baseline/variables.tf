variable "name" {
  description = "First part of the names."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,39}$", var.name))
    error_message = "name must start with a letter and be lower case letters, digits and hyphens, 40 at most."
  }
}

variable "log_bucket" {
  description = "Bucket of this region that gets the history of AWS Config; its policy must allow it."
  type        = string
}

variable "log_prefix" {
  description = "Folder of that history in the bucket."
  type        = string
  default     = "config"
}

variable "kms_key_arn" {
  description = "Key that encrypts disks by default."
  type        = string
}

variable "records_global_resources" {
  description = "Whether roles and users are recorded here: in one region of an account, or each is recorded twice."
  type        = bool
  default     = false
}

variable "guardduty_features" {
  description = "What GuardDuty looks at besides calls, networks and names."
  type        = set(string)
  default     = ["EBS_MALWARE_PROTECTION", "LAMBDA_NETWORK_LOGS", "RDS_LOGIN_EVENTS", "RUNTIME_MONITORING", "S3_DATA_EVENTS"]
}

variable "config_rules" {
  description = "Managed rules of AWS Config, with their parameters."
  type        = map(map(string))
  default = {
    ENCRYPTED_VOLUMES                        = {}
    IAM_USER_UNUSED_CREDENTIALS_CHECK        = { maxCredentialUsageAge = "90" }
    INCOMING_SSH_DISABLED                    = {}
    RDS_STORAGE_ENCRYPTED                    = {}
    ROOT_ACCOUNT_MFA_ENABLED                 = {}
    S3_BUCKET_SERVER_SIDE_ENCRYPTION_ENABLED = {}
    VPC_FLOW_LOGS_ENABLED                    = {}
  }

  validation {
    condition     = alltrue([for rule in keys(var.config_rules) : can(regex("^[A-Z][A-Z0-9_]+$", rule))])
    error_message = "A managed rule is named by its identifier, in capitals and underscores, such as ENCRYPTED_VOLUMES."
  }
}

variable "standards" {
  description = "Standards of Security Hub, by the last part of their ARN."
  type        = set(string)
  default     = ["aws-foundational-security-best-practices/v/1.0.0", "cis-aws-foundations-benchmark/v/3.0.0"]
}

variable "inspector_resource_types" {
  description = "What Inspector scans."
  type        = set(string)
  default     = ["EC2", "ECR", "LAMBDA"]
}

variable "tags" {
  description = "Tags for every resource, besides the provider's default tags."
  type        = map(string)
  default     = {}
}
