include "root" {
  path = find_in_parent_folders("root.hcl")
}

terraform {
  source = "${dirname(find_in_parent_folders("root.hcl"))}/modules//logs"
}

dependency "keys" {
  config_path = "../keys"
}

inputs = {
  key = dependency.keys.outputs.arns[1]
}
