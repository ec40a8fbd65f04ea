terraform {
  source = "${dirname(find_in_parent_folders("root.hcl"))}/modules//s3-replication-role"
}

locals {
  org     = read_terragrunt_config(find_in_parent_folders("organization.hcl")).locals
  account = read_terragrunt_config(find_in_parent_folders("account.hcl")).locals
  env     = read_terragrunt_config(find_in_parent_folders("env.hcl")).locals
  name    = "${local.org.name}-${local.env.name}"
}

# Before the buckets and keys, which it knows by their names.
inputs = {
  name               = "${local.name}-s3-replication"
  account_id         = local.account.id
  source_region      = local.env.regions.primary
  destination_region = local.env.regions.secondary
  key_alias          = "alias/${local.name}"

  buckets = {
    for what in ["artifacts", "models"] : what => {
      source      = "${local.name}-${what}-${local.account.id}-${local.env.regions.primary}"
      destination = "${local.name}-${what}-${local.account.id}-${local.env.regions.secondary}"
    }
  }
}
