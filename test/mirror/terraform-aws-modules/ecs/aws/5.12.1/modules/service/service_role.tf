# ECS needs a role for load balancers only where tasks have no network of their own.
locals {
  needs_role   = var.network_mode != "awsvpc" && length(var.load_balancer) > 0
  service_role = var.create && var.create_iam_role && local.needs_role
  service_name = try(coalesce(var.iam_role_name, var.name), "")
}

data "aws_iam_policy_document" "service_assume" {
  count = local.service_role ? 1 : 0

  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ecs.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "service" {
  count = local.service_role ? 1 : 0

  name                  = var.iam_role_use_name_prefix ? null : local.service_name
  name_prefix           = var.iam_role_use_name_prefix ? "${local.service_name}-" : null
  path                  = var.iam_role_path
  description           = var.iam_role_description
  assume_role_policy    = data.aws_iam_policy_document.service_assume[0].json
  permissions_boundary  = var.iam_role_permissions_boundary
  force_detach_policies = true
  tags                  = merge(var.tags, var.iam_role_tags)
}

data "aws_iam_policy_document" "service" {
  count = local.service_role ? 1 : 0

  statement {
    resources = ["*"]
    actions = concat(["ec2:Describe*", "elasticloadbalancing:Describe*"], [
      for verb in ["DeregisterInstancesFromLoadBalancer", "DeregisterTargets", "RegisterInstancesWithLoadBalancer", "RegisterTargets"] : "elasticloadbalancing:${verb}"
    ])
  }

  dynamic "statement" {
    for_each = var.iam_role_statements
    iterator = given
    content {
      sid           = lookup(given.value, "sid", null)
      effect        = lookup(given.value, "effect", null)
      actions       = lookup(given.value, "actions", null)
      not_actions   = lookup(given.value, "not_actions", null)
      resources     = lookup(given.value, "resources", null)
      not_resources = lookup(given.value, "not_resources", null)

      dynamic "condition" {
        for_each = lookup(given.value, "conditions", [])
        content {
          test     = condition.value.test
          variable = condition.value.variable
          values   = condition.value.values
        }
      }
    }
  }
}

resource "aws_iam_policy" "service" {
  count = local.service_role ? 1 : 0

  name        = var.iam_role_use_name_prefix ? null : local.service_name
  name_prefix = var.iam_role_use_name_prefix ? "${local.service_name}-" : null
  policy      = data.aws_iam_policy_document.service[0].json
  tags        = merge(var.tags, var.iam_role_tags)
}

resource "aws_iam_role_policy_attachment" "service" {
  count = local.service_role ? 1 : 0

  role       = aws_iam_role.service[0].name
  policy_arn = aws_iam_policy.service[0].arn
}
