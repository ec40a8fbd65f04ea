terraform {
  source = "${dirname(find_in_parent_folders("root.hcl"))}/modules//patching"
}

locals {
  org = read_terragrunt_config(find_in_parent_folders("organization.hcl")).locals
  env = read_terragrunt_config(find_in_parent_folders("env.hcl")).locals
}

inputs = {
  name               = "${local.org.name}-${local.env.name}"
  approve_after_days = local.env.patch_days
  target_tag         = { key = "PatchGroup", value = local.env.name }
}
