terraform {
  source = "${dirname(find_in_parent_folders("root.hcl"))}/modules//ecr"
}

locals {
  org  = read_terragrunt_config(find_in_parent_folders("organization.hcl")).locals
  env  = read_terragrunt_config(find_in_parent_folders("env.hcl")).locals
  here = dirname(find_in_parent_folders("region.hcl"))

  region = read_terragrunt_config(find_in_parent_folders("region.hcl")).locals
  copied = local.region.role == "primary" && local.region.peer != ""
}

# Running tasks are started again from these images.
prevent_destroy = local.env.protected

dependency "kms" {
  config_path = "${local.here}/security/kms"
}

# Copies would be made with another key and mutable tags before the peer says how.
dependency "peer" {
  config_path = "${dirname(local.here)}/${local.region.peer}/compute/ecr"
  enabled     = local.copied
}

inputs = {
  role         = local.region.role
  name         = "${local.org.name}-${local.env.name}"
  services     = keys(local.org.services)
  replicas     = local.copied ? { (local.region.peer) = dependency.peer.outputs.replica_ready } : {}
  kms_key_arn  = dependency.kms.outputs.key_arn
  force_delete = !local.env.protected
}
