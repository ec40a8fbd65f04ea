locals {
  dir      = get_terragrunt_dir()
  original = basename(get_original_terragrunt_dir())
  nested   = read_terragrunt_config("nested/b.hcl")
  root     = basename(find_in_parent_folders("root.hcl"))
  set      = toset(["b", "a", "a"])
  map      = tomap({ a = 1 })
  none     = null
}

inputs = {
  deep = local.nested.inputs.value
}

dependency "x" {
  config_path  = "../units/plain"
  skip_outputs = true
  mock_outputs = { y = 1 }
}

generate "read" {
  path      = "read.tf"
  if_exists = "skip"
  contents  = dependency.x.outputs.y
}
