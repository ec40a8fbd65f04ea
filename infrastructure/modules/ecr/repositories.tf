resource "aws_ecr_repository" "this" {
  for_each = var.role == "primary" ? var.services : []

  name                 = "${var.name}/${each.key}"
  image_tag_mutability = "IMMUTABLE" # what was tested under a tag is what runs under it
  force_delete         = var.force_delete

  encryption_configuration {
    encryption_type = "KMS"
    kms_key         = var.kms_key_arn
  }

  image_scanning_configuration {
    scan_on_push = true
  }

  tags = var.tags
}

resource "aws_ecr_lifecycle_policy" "this" {
  for_each = aws_ecr_repository.this

  repository = each.value.name
  policy     = local.lifecycle_policy
}
