locals {
  create = var.create && var.putin_khuylo && length(local.left_out) == 0
  group  = one(concat([for one in aws_autoscaling_group.steady : one], [for one in aws_autoscaling_group.moved : one]))

  template         = var.create_launch_template ? aws_launch_template.this[0].id : var.launch_template_id
  template_version = var.create_launch_template && var.launch_template_version == null ? aws_launch_template.this[0].latest_version : var.launch_template_version

  mixed  = var.use_mixed_instances_policy ? [try(jsondecode(var.mixed_instances_policy), var.mixed_instances_policy)] : []
  policy = try(jsondecode(var.scaling_policies), var.scaling_policies)
  tags   = merge(var.tags, { Name = coalesce(var.instance_name, var.name) }, var.autoscaling_group_tags)

  left_out = [for feature, asked in {
    "a warm pool"                   = length(var.warm_pool) > 0
    "lifecycle hooks"               = length(var.initial_lifecycle_hooks) > 0
    "network interfaces"            = length(var.network_interfaces) > 0
    "instance requirements"         = length(try(jsondecode(var.instance_requirements), var.instance_requirements)) > 0 || length([for one in flatten(local.mixed[*].override) : one if can(one.instance_requirements)]) > 0
    "capacity reservations"         = length(try(jsondecode(var.capacity_reservation_specification), var.capacity_reservation_specification)) > 0
    "market options"                = length(try(jsondecode(var.instance_market_options), var.instance_market_options)) > 0
    "processors, credits, enclaves" = length(var.cpu_options) + length(var.credit_specification) + length(var.enclave_options) + length(var.hibernation_options) > 0
    "retired accelerators"          = length(var.elastic_gpu_specifications) + length(var.elastic_inference_accelerator) > 0
    "licenses"                      = length(var.license_specifications) > 0
    "zone distribution"             = length(try(jsondecode(var.availability_zone_distribution), var.availability_zone_distribution)) > 0
    "metric math"                   = length([for one in local.policy : one if can(one.target_tracking_configuration.customized_metric_specification.metrics)]) > 0
  } : feature if asked]
}

resource "aws_launch_template" "this" {
  count = var.create_launch_template && length(local.left_out) == 0 ? 1 : 0

  name                                 = var.launch_template_use_name_prefix ? null : coalesce(var.launch_template_name, var.name)
  name_prefix                          = var.launch_template_use_name_prefix ? "${coalesce(var.launch_template_name, var.name)}-" : null
  image_id                             = var.image_id
  instance_type                        = var.instance_type
  key_name                             = var.key_name
  user_data                            = var.user_data
  ebs_optimized                        = var.ebs_optimized
  vpc_security_group_ids               = var.security_groups
  default_version                      = var.default_version
  update_default_version               = var.update_default_version
  disable_api_stop                     = var.disable_api_stop
  disable_api_termination              = var.disable_api_termination
  instance_initiated_shutdown_behavior = var.instance_initiated_shutdown_behavior
  kernel_id                            = var.kernel_id
  ram_disk_id                          = var.ram_disk_id
  tags                                 = merge(var.tags, var.launch_template_tags)

  dynamic "block_device_mappings" {
    for_each = var.block_device_mappings
    content {
      device_name  = block_device_mappings.value.device_name
      no_device    = try(block_device_mappings.value.no_device, null)
      virtual_name = try(block_device_mappings.value.virtual_name, null)

      dynamic "ebs" {
        for_each = flatten([try(block_device_mappings.value.ebs, [])])
        content {
          volume_size           = try(ebs.value.volume_size, null)
          volume_type           = try(ebs.value.volume_type, null)
          encrypted             = try(ebs.value.encrypted, null)
          kms_key_id            = try(ebs.value.kms_key_id, null)
          iops                  = try(ebs.value.iops, null)
          throughput            = try(ebs.value.throughput, null)
          snapshot_id           = try(ebs.value.snapshot_id, null)
          delete_on_termination = try(ebs.value.delete_on_termination, null)
        }
      }
    }
  }

  dynamic "iam_instance_profile" {
    for_each = var.create_iam_instance_profile || var.iam_instance_profile_arn != null || var.iam_instance_profile_name != null ? ["profile"] : []
    content {
      arn  = var.create_iam_instance_profile ? aws_iam_instance_profile.this[0].arn : var.iam_instance_profile_arn
      name = var.create_iam_instance_profile || var.iam_instance_profile_arn != null ? null : var.iam_instance_profile_name
    }
  }

  dynamic "maintenance_options" {
    for_each = [for options in [try(jsondecode(var.maintenance_options), var.maintenance_options)] : options if length(options) > 0]
    content {
      auto_recovery = lookup(maintenance_options.value, "auto_recovery", null)
    }
  }

  dynamic "metadata_options" {
    for_each = length(var.metadata_options) > 0 ? [var.metadata_options] : []
    content {
      http_endpoint               = lookup(metadata_options.value, "http_endpoint", null)
      http_tokens                 = lookup(metadata_options.value, "http_tokens", null)
      http_put_response_hop_limit = lookup(metadata_options.value, "http_put_response_hop_limit", null)
      http_protocol_ipv6          = lookup(metadata_options.value, "http_protocol_ipv6", null)
      instance_metadata_tags      = lookup(metadata_options.value, "instance_metadata_tags", null)
    }
  }

  dynamic "monitoring" {
    for_each = var.enable_monitoring ? ["detailed"] : []
    content {
      enabled = true
    }
  }

  dynamic "placement" {
    for_each = length(var.placement) > 0 ? [var.placement] : []
    content {
      affinity                = lookup(placement.value, "affinity", null)
      availability_zone       = lookup(placement.value, "availability_zone", null)
      group_name              = lookup(placement.value, "group_name", null)
      host_id                 = lookup(placement.value, "host_id", null)
      host_resource_group_arn = lookup(placement.value, "host_resource_group_arn", null)
      partition_number        = lookup(placement.value, "partition_number", null)
      spread_domain           = lookup(placement.value, "spread_domain", null)
      tenancy                 = lookup(placement.value, "tenancy", null)
    }
  }

  dynamic "private_dns_name_options" {
    for_each = length(var.private_dns_name_options) > 0 ? [var.private_dns_name_options] : []
    content {
      hostname_type                        = private_dns_name_options.value.hostname_type
      enable_resource_name_dns_a_record    = lookup(private_dns_name_options.value, "enable_resource_name_dns_a_record", null)
      enable_resource_name_dns_aaaa_record = lookup(private_dns_name_options.value, "enable_resource_name_dns_aaaa_record", null)
    }
  }

  dynamic "tag_specifications" {
    for_each = var.tag_specifications
    content {
      resource_type = tag_specifications.value.resource_type
      tags          = merge(var.tags, tag_specifications.value.tags)
    }
  }

  lifecycle {
    create_before_destroy = true
  }
}
