terraform {
  source = "tfr:///terraform-aws-modules/efs/aws?version=${local.env.versions.efs}"
}

locals {
  org     = read_terragrunt_config(find_in_parent_folders("organization.hcl")).locals
  account = read_terragrunt_config(find_in_parent_folders("account.hcl")).locals
  env     = read_terragrunt_config(find_in_parent_folders("env.hcl")).locals
  region  = read_terragrunt_config(find_in_parent_folders("region.hcl")).locals
  here    = dirname(find_in_parent_folders("region.hcl"))
  copied  = local.region.role == "primary" && local.region.peer != ""
}

prevent_destroy = local.env.protected

dependency "vpc" {
  config_path = "${local.here}/network/vpc"
}

dependency "security_groups" {
  config_path = "${local.here}/network/security-groups"
}

dependency "kms" {
  config_path = "${local.here}/security/kms"
}

# The copy is a file system of its own, encrypted with its region's key and read-only while it is one.
dependency "copy" {
  config_path = "${dirname(local.here)}/${local.region.peer}/storage/efs"
  enabled     = local.copied
}

inputs = {
  name        = "${local.org.name}-${local.env.name}-models"
  encrypted   = true
  kms_key_arn = dependency.kms.outputs.key_arn

  throughput_mode = "elastic" # loading a model is a burst, then nothing
  lifecycle_policy = {
    transition_to_ia                    = "AFTER_30_DAYS"
    transition_to_primary_storage_class = "AFTER_1_ACCESS"
  }

  create_security_group = false
  mount_targets = {
    for i, zone in local.region.azs : zone => {
      subnet_id       = dependency.vpc.outputs.private_subnets[i]
      security_groups = [dependency.security_groups.outputs.ids["files"]]
    }
  }

  # Tasks see this folder as their root, and are this user whoever they are inside.
  access_points = {
    models = {
      posix_user = { uid = 10001, gid = 10001 }
      root_directory = {
        path          = "/models"
        creation_info = { owner_uid = 10001, owner_gid = 10001, permissions = "0750" }
      }
    }
  }

  # TLS or nothing, and only for roles of this account whose own policy says so: the module's second statement would let
  # in whoever reaches a mount target.
  deny_nonsecure_transport                  = true
  deny_nonsecure_transport_via_mount_target = false
  policy_statements = [{
    sid        = "Roles"
    actions    = ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"]
    principals = [{ type = "AWS", identifiers = ["arn:aws:iam::${local.account.id}:root"] }]
    conditions = [{ test = "Bool", variable = "elasticfilesystem:AccessedViaMountTarget", values = ["true"] }]
  }]

  enable_backup_policy = false # AWS Backup has a plan for all that is backed up

  create_replication_configuration      = local.copied
  replication_configuration_destination = local.copied ? { region = local.region.peer, file_system_id = dependency.copy.outputs.id } : {}

  # Replication writes only to a file system whose guard against it is down.
  protection = local.region.role == "secondary" ? { replication_overwrite = "DISABLED" } : {}
}
