locals {
  providers = merge(var.fargate_capacity_providers, var.autoscaling_capacity_providers)
}

resource "aws_ecs_cluster_capacity_providers" "this" {
  count = var.create && length(local.providers) > 0 ? 1 : 0

  cluster_name       = aws_ecs_cluster.this[0].name
  capacity_providers = distinct([for key, provider in local.providers : lookup(provider, "name", key)])

  dynamic "default_capacity_provider_strategy" {
    for_each = { for key, provider in local.providers : key => provider if contains(keys(var.fargate_capacity_providers), key) == var.default_capacity_provider_use_fargate }
    iterator = provider
    content {
      capacity_provider = lookup(provider.value, "name", provider.key)
      base              = try(provider.value.default_capacity_provider_strategy.base, null)
      weight            = try(provider.value.default_capacity_provider_strategy.weight, null)
    }
  }

  depends_on = [aws_ecs_capacity_provider.this]
}

resource "aws_ecs_capacity_provider" "this" {
  for_each = { for key, provider in var.autoscaling_capacity_providers : key => provider if var.create }

  name = lookup(each.value, "name", each.key)
  tags = merge(var.tags, lookup(each.value, "tags", {}))

  auto_scaling_group_provider {
    auto_scaling_group_arn = each.value.auto_scaling_group_arn
    # AWS protects instances from termination only where it manages the scaling
    managed_termination_protection = contains(keys(each.value), "managed_scaling") ? lookup(each.value, "managed_termination_protection", null) : "DISABLED"

    dynamic "managed_scaling" {
      for_each = [for key, scaling in each.value : scaling if key == "managed_scaling"]
      content {
        status                    = lookup(managed_scaling.value, "status", null)
        target_capacity           = lookup(managed_scaling.value, "target_capacity", null)
        instance_warmup_period    = lookup(managed_scaling.value, "instance_warmup_period", null)
        minimum_scaling_step_size = lookup(managed_scaling.value, "minimum_scaling_step_size", null)
        maximum_scaling_step_size = lookup(managed_scaling.value, "maximum_scaling_step_size", null)
      }
    }
  }
}
