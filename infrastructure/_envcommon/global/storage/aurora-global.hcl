terraform {
  source = "${dirname(find_in_parent_folders("root.hcl"))}/modules//aurora-global"
}

locals {
  org = read_terragrunt_config(find_in_parent_folders("organization.hcl")).locals
  env = read_terragrunt_config(find_in_parent_folders("env.hcl")).locals
}

prevent_destroy = local.env.protected

inputs = {
  name                = "${local.org.name}-${local.env.name}"
  engine_version      = local.env.database.engine_version
  deletion_protection = local.env.protected
  force_destroy       = !local.env.protected
}
