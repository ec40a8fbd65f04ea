# A subscription binds for a year. It is not given back when the unit is destroyed: AWS refuses that before the year is
# over. https://aws.amazon.com/shield/pricing/

resource "aws_shield_subscription" "this" {
  auto_renew   = var.auto_renew ? "ENABLED" : "DISABLED"
  skip_destroy = true
}

resource "aws_shield_protection" "this" {
  for_each = var.resources

  name         = "${var.name}-${each.key}"
  resource_arn = each.value

  tags = var.tags

  depends_on = [aws_shield_subscription.this]
}
