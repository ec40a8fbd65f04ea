resource "aws_internet_gateway" "this" {
  count = local.size.public > 0 && var.create_igw ? 1 : 0

  vpc_id = local.vpc_id
  tags   = merge(local.named, var.igw_tags)
}

resource "aws_egress_only_internet_gateway" "this" {
  count = local.create && var.enable_ipv6 && var.create_egress_only_igw && local.widest > 0 ? 1 : 0

  vpc_id = local.vpc_id
  tags   = merge(local.named, var.igw_tags)
}

locals {
  nats      = local.create && var.enable_nat_gateway ? local.exits : 0
  addresses = var.reuse_nat_ips ? var.external_nat_ip_ids : aws_eip.nat[*].id
}

resource "aws_eip" "nat" {
  count = var.reuse_nat_ips ? 0 : local.nats

  domain = "vpc"
  tags   = merge(local.named, { Name = "${var.name}-${element(var.azs, count.index)}" }, var.nat_eip_tags)

  depends_on = [aws_internet_gateway.this]
}

resource "aws_nat_gateway" "this" {
  count = local.nats

  allocation_id = element(local.addresses, count.index)
  subnet_id     = element(local.made.public[*].id, count.index)
  tags          = merge(local.named, { Name = "${var.name}-${element(var.azs, count.index)}" }, var.nat_gateway_tags)

  depends_on = [aws_internet_gateway.this]
}
