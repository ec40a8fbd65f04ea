terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = ">= 5.0" }
  }
}

variable "key" {
  description = "ARN of the key that encrypts the logs."
  type        = string
}

variable "retention" {
  description = "Days that logs are kept."
  type        = number
  default     = 30
}

resource "aws_cloudwatch_log_group" "this" {
  count             = 10
  name              = "/six/${count.index}"
  retention_in_days = var.retention
  kms_key_id        = var.key
}

output "names" { value = aws_cloudwatch_log_group.this[*].name }
