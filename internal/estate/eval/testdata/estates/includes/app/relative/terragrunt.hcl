include "root" {
  path   = "${get_parent_terragrunt_dir()}/../../root.hcl"
  expose = true
}

locals {
  from = include.root.locals.where
  id   = "${local.from}-${include.root.inputs.from_root}"
}

inputs = merge(include.root.inputs.tags, { id = local.id, state = include.root.remote_state.config.path, source = include.root.terraform.source })

prevent_destroy = false
