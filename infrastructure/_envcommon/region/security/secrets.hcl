terraform {
  source = "${dirname(find_in_parent_folders("root.hcl"))}/modules//secrets"
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

# A name stays taken for as long as a deleted secret can be brought back.
prevent_destroy = local.env.protected

dependency "kms" {
  config_path = "${local.here}/security/kms"
}

dependency "copy_kms" {
  config_path = "${local.peer}/security/kms"
  enabled     = local.copied
}

# In the secondary region the copies are read: a name that a copy has cannot be made again.
dependency "primary" {
  config_path = "${local.peer}/security/secrets"
  enabled     = !local.primary
}

inputs = {
  role        = local.region.role
  name        = "${local.org.name}-${local.env.name}"
  kms_key_arn = local.primary ? dependency.kms.outputs.key_arn : null

  replicas     = { for region, key in { (local.region.peer) = try(dependency.copy_kms.outputs.key_arn, null) } : region => key if local.copied }
  primary_arns = local.primary ? {} : try(dependency.primary.outputs.arns, {})

  secrets = { for name, secret in local.org.secrets : name => secret if local.primary }

  recovery_window_in_days = local.env.protected ? 30 : 0
}
