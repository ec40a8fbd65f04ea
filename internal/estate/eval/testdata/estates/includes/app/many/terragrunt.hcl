include "root" {
  path = find_in_parent_folders("root.hcl")
}

include "lists" {
  path   = "../../_common/lists.hcl"
  expose = true
}

include "none" {
  path           = "../../_common/alone.hcl"
  merge_strategy = "no_merge"
}

locals {
  lists = include.lists.inputs.list
}

terraform {
  before_hook "unit" {
    commands = ["plan"]
    execute  = ["echo", "unit"]
  }
}

inputs = {
  lists     = concat(local.lists, ["unit"])
  up        = path_relative_from_include("lists")
  down      = path_relative_to_include("root")
  parent    = get_parent_terragrunt_dir("root")
  null_here = "not null"
  from_root = null
}
