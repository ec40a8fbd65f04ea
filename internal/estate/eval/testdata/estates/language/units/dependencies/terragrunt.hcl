locals {
  net = "../plain"
  on  = false
}

dependency "plain" {
  config_path                            = local.net
  skip_outputs                           = true
  mock_outputs                           = { id = "i-1", list = [1, 2] }
  mock_outputs_merge_strategy_with_state = "shallow"
}

dependency "off" {
  config_path = "../blocks"
  enabled     = local.on
}

dependency "off_mocked" {
  config_path  = "../blocks"
  enabled      = false
  mock_outputs = { id = "mocked" }
}

dependencies {
  paths = ["../locals", "${get_terragrunt_dir()}/../blocks"]
}

inputs = {
  id       = dependency.plain.outputs.id
  lists    = [for n in dependency.plain.outputs.list : n * 2]
  off      = try(dependency.off.outputs.id, null)
  mocked   = try(dependency.off_mocked.outputs.id, null)
  fallback = lookup(dependency.plain.outputs, "nothing", "default")
}
