locals {
  shared     = var.create_tgw && var.share_tgw
  share_name = coalesce(var.ram_name, var.name, "-")
}

resource "aws_ram_resource_share" "this" {
  count = local.shared ? 1 : 0

  name                      = local.share_name
  allow_external_principals = var.ram_allow_external_principals
  tags                      = merge(var.tags, { Name = local.share_name }, var.ram_tags)
}

resource "aws_ram_resource_association" "this" {
  count = local.shared ? 1 : 0

  resource_arn       = local.hub.arn
  resource_share_arn = aws_ram_resource_share.this[0].id
}

resource "aws_ram_principal_association" "this" {
  count = local.shared ? length(var.ram_principals) : 0

  principal          = var.ram_principals[count.index]
  resource_share_arn = aws_ram_resource_share.this[0].arn
}

resource "aws_ram_resource_share_accepter" "this" {
  count = var.share_tgw && !var.create_tgw ? 1 : 0

  share_arn = var.ram_resource_share_arn
}
