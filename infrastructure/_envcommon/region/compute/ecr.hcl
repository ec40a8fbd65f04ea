terraform {
  source = "${dirname(find_in_parent_folders("root.hcl"))}/modules//ecr"
}

locals {
  org  = read_terragrunt_config(find_in_parent_folders("organization.hcl")).locals
  env  = read_terragrunt_config(find_in_parent_folders("env.hcl")).locals
  here = dirname(find_in_parent_folders("region.hcl"))
}

# Running tasks are started again from these images.
prevent_destroy = local.env.protected

dependency "kms" {
  config_path = "${local.here}/security/kms"
}

inputs = {
  role         = "primary"
  name         = "${local.org.name}-${local.env.name}"
  services     = keys(local.org.services)
  kms_key_arn  = dependency.kms.outputs.key_arn
  force_delete = !local.env.protected
}
