data "aws_partition" "current" {}

locals {
  profile      = local.create && var.create_iam_instance_profile
  profile_name = try(coalesce(var.iam_instance_profile_name, var.iam_role_name), "")
}

data "aws_iam_policy_document" "trust" {
  count = local.profile ? 1 : 0

  statement {
    sid     = "EC2AssumeRole"
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ec2.${data.aws_partition.current.dns_suffix}"]
    }
  }
}

resource "aws_iam_role" "this" {
  count = local.profile ? 1 : 0

  name                  = var.iam_role_use_name_prefix ? null : local.profile_name
  name_prefix           = var.iam_role_use_name_prefix ? "${local.profile_name}-" : null
  path                  = var.iam_role_path
  assume_role_policy    = data.aws_iam_policy_document.trust[0].json
  permissions_boundary  = var.iam_role_permissions_boundary
  force_detach_policies = true
  tags                  = merge(var.tags, var.iam_role_tags)
}

resource "aws_iam_role_policy_attachment" "this" {
  for_each = { for name, arn in var.iam_role_policies : name => arn if local.profile }

  role       = aws_iam_role.this[0].name
  policy_arn = each.value
}

resource "aws_iam_instance_profile" "this" {
  count = local.profile ? 1 : 0

  role        = aws_iam_role.this[0].name
  name        = var.iam_role_use_name_prefix ? null : var.iam_role_name
  name_prefix = var.iam_role_use_name_prefix ? "${var.iam_role_name}-" : null
  path        = var.iam_role_path
  tags        = merge(var.tags, var.iam_role_tags)
}
