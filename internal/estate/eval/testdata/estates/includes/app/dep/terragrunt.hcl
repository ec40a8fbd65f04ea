include "root" {
  path = find_in_parent_folders("root.hcl")
}

include "dep" {
  path           = "../../_common/dep.hcl"
  merge_strategy = "deep"
}

dependency "net" {
  config_path                             = "../many"
  mock_outputs                            = { id = "unit", list = ["two"], deep = { b = 2 } }
  mock_outputs_allowed_terraform_commands = ["apply"]
}

dependency "gone" {
  config_path = "../deep"
  enabled     = false
}

dependencies {
  paths = ["../bare", "../deep"]
}

inputs = {
  gone = try(dependency.gone.outputs.id, "nothing")
  kept = can(dependency.gone.outputs)
  net2 = dependency.net.outputs.deep
}
