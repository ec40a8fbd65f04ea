terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = ">= 5.0" }
  }
}

variable "key" {
  description = "ARN of the key that encrypts the queues."
  type        = string
}

resource "aws_sqs_queue" "dead" {
  count             = 8
  name              = "six-${count.index}-dead"
  kms_master_key_id = var.key
}

resource "aws_sqs_queue" "this" {
  count             = 8
  name              = "six-${count.index}"
  kms_master_key_id = var.key
  redrive_policy    = jsonencode({ deadLetterTargetArn = aws_sqs_queue.dead[count.index].arn, maxReceiveCount = 4 })
}

output "arns" { value = aws_sqs_queue.this[*].arn }
