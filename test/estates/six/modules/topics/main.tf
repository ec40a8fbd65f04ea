terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = ">= 5.0" }
  }
}

variable "queues" {
  description = "ARNs of the queues that hear of it."
  type        = list(string)
}

resource "aws_sns_topic" "this" {
  name = "six"
}

resource "aws_sns_topic_subscription" "this" {
  count     = length(var.queues)
  topic_arn = aws_sns_topic.this.arn
  protocol  = "sqs"
  endpoint  = var.queues[count.index]
}

output "arn" { value = aws_sns_topic.this.arn }
