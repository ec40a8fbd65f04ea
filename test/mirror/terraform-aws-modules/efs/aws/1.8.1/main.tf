locals {
  files = one(aws_efs_file_system.this)
}

resource "aws_efs_file_system" "this" {
  count = var.create ? 1 : 0

  creation_token                  = var.creation_token
  availability_zone_name          = var.availability_zone_name
  encrypted                       = var.encrypted
  kms_key_id                      = var.kms_key_arn
  performance_mode                = var.performance_mode
  throughput_mode                 = var.throughput_mode
  provisioned_throughput_in_mibps = var.provisioned_throughput_in_mibps
  tags                            = merge(var.tags, { Name = var.name })

  # EFS wants each transition in a block of its own
  dynamic "lifecycle_policy" {
    for_each = try(jsondecode(var.lifecycle_policy), var.lifecycle_policy)
    content {
      transition_to_ia                    = lifecycle_policy.key == "transition_to_ia" ? lifecycle_policy.value : null
      transition_to_archive               = lifecycle_policy.key == "transition_to_archive" ? lifecycle_policy.value : null
      transition_to_primary_storage_class = lifecycle_policy.key == "transition_to_primary_storage_class" ? lifecycle_policy.value : null
    }
  }

  dynamic "protection" {
    for_each = [for guard in [try(jsondecode(var.protection), var.protection)] : guard if length(guard) > 0]
    content {
      replication_overwrite = lookup(protection.value, "replication_overwrite", null)
    }
  }
}

resource "aws_efs_mount_target" "this" {
  for_each = { for name, target in var.mount_targets : name => target if var.create }

  file_system_id = local.files.id
  subnet_id      = each.value.subnet_id
  ip_address     = lookup(each.value, "ip_address", null)
  security_groups = var.create_security_group ? concat(
    aws_security_group.this[*].id, lookup(each.value, "security_groups", [])
  ) : lookup(each.value, "security_groups", null)
}

resource "aws_efs_access_point" "this" {
  for_each = { for name, point in var.access_points : name => point if var.create }

  file_system_id = local.files.id
  tags           = merge(var.tags, try(each.value.tags, {}), { Name = try(each.value.name, each.key) })

  dynamic "posix_user" {
    for_each = flatten([try(each.value.posix_user, [])])
    content {
      uid            = posix_user.value.uid
      gid            = posix_user.value.gid
      secondary_gids = try(posix_user.value.secondary_gids, null)
    }
  }

  dynamic "root_directory" {
    for_each = flatten([try(each.value.root_directory, [])])
    content {
      path = try(root_directory.value.path, null)

      dynamic "creation_info" {
        for_each = flatten([try(root_directory.value.creation_info, [])])
        content {
          owner_uid   = creation_info.value.owner_uid
          owner_gid   = creation_info.value.owner_gid
          permissions = creation_info.value.permissions
        }
      }
    }
  }
}

resource "aws_efs_backup_policy" "this" {
  count = var.create && var.create_backup_policy ? 1 : 0

  file_system_id = local.files.id

  backup_policy {
    status = var.enable_backup_policy ? "ENABLED" : "DISABLED"
  }
}

resource "aws_efs_replication_configuration" "this" {
  count = var.create && var.create_replication_configuration ? 1 : 0

  source_file_system_id = local.files.id

  destination {
    file_system_id         = try(var.replication_configuration_destination.file_system_id, null)
    region                 = try(var.replication_configuration_destination.region, null)
    kms_key_id             = try(var.replication_configuration_destination.kms_key_id, null)
    availability_zone_name = try(var.replication_configuration_destination.availability_zone_name, null)
  }
}
