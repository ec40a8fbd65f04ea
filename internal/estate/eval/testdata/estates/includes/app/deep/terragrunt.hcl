include "root" {
  path           = find_in_parent_folders("root.hcl")
  merge_strategy = "deep"
}

include "lists" {
  path           = "${get_terragrunt_dir()}/../../_common/lists.hcl"
  merge_strategy = "deep"
}

terraform {
  include_in_copy   = ["unit/*"]
  exclude_from_copy = ["*.md"]
}

inputs = {
  tags      = { a = "unit", c = null, nested = { y = [3], w = {} } }
  list      = ["unit"]
  here      = ""
  from_root = false
  null_here = [1]
}

exclude {
  if      = true
  actions = []
}

generate "unit" {
  path              = "unit.tf"
  if_exists         = "overwrite_terragrunt"
  contents          = "# unit"
  comment_prefix    = "// "
  disable_signature = true
  disable           = true
  if_disabled       = "remove"
}
