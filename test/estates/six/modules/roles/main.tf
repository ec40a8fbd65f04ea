terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = ">= 5.0" }
  }
}

variable "topic" {
  description = "ARN of the topic that the roles may write to."
  type        = string
}

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["ecs-tasks.amazonaws.com"]
    }
  }
}

data "aws_iam_policy_document" "publish" {
  statement {
    actions   = ["sns:Publish"]
    resources = [var.topic]
  }
}

resource "aws_iam_policy" "publish" {
  name   = "six-publish"
  policy = data.aws_iam_policy_document.publish.json
}

resource "aws_iam_role" "this" {
  count              = 4
  name               = "six-${count.index}"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_role_policy_attachment" "this" {
  count      = 4
  role       = aws_iam_role.this[count.index].name
  policy_arn = aws_iam_policy.publish.arn
}

output "arns" { value = aws_iam_role.this[*].arn }
