resource "aws_security_group" "this" {
  for_each = var.roles

  name_prefix = "${var.name}-${each.key}-"
  description = each.value
  vpc_id      = var.vpc_id

  tags = merge(var.tags, { Name = "${var.name}-${each.key}" })

  # A new description is a new group: the old one is in use until the new one is.
  lifecycle {
    create_before_destroy = true
  }
}
