terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = ">= 5.0" }
  }
}

resource "aws_kms_key" "this" {
  count               = 4
  description         = "six ${count.index}"
  enable_key_rotation = true
}

resource "aws_kms_alias" "this" {
  count         = 4
  name          = "alias/six-${count.index}"
  target_key_id = aws_kms_key.this[count.index].key_id
}

output "arns" { value = aws_kms_key.this[*].arn }
