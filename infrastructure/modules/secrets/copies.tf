# In a secondary region nothing is made: a name that is taken by a copy cannot be made again. The look-up fails where the
# copy has not arrived.

data "aws_region" "current" {
  count = var.role == "secondary" ? 1 : 0
}

data "aws_secretsmanager_secret" "copy" {
  for_each = var.role == "secondary" ? var.primary_arns : {}

  arn = join(":", [for i, part in split(":", each.value) : i == 3 ? data.aws_region.current[0].name : part])
}
