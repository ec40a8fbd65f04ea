terraform {
  source = "${dirname(find_in_parent_folders("root.hcl"))}/modules//backup"
}

locals {
  org     = read_terragrunt_config(find_in_parent_folders("organization.hcl")).locals
  env     = read_terragrunt_config(find_in_parent_folders("env.hcl")).locals
  region  = read_terragrunt_config(find_in_parent_folders("region.hcl")).locals
  here    = dirname(find_in_parent_folders("region.hcl"))
  peer    = "${dirname(local.here)}/${local.region.peer}"
  primary = local.region.role == "primary"
  copied  = local.primary && local.region.peer != ""
}

prevent_destroy = local.env.protected

dependency "kms" {
  config_path = "${local.here}/security/kms"
}

dependency "copies" {
  config_path = "${local.peer}/storage/backup"
  enabled     = local.copied
}

# What carries the tag is backed up here; the vault of the secondary region receives copies.
inputs = {
  name           = "${local.org.name}-${local.env.name}"
  kms_key_arn    = dependency.kms.outputs.key_arn
  copy_vault_arn = try(dependency.copies.outputs.vault_arn, null)

  rules         = { for name, rule in local.env.backups : name => rule if local.primary }
  selection_tag = { key = "Backup", value = local.env.name }

  lock          = local.env.protected
  force_destroy = !local.env.protected
}
