dependency "net" {
  config_path                             = "../bare"
  skip_outputs                            = true
  mock_outputs                            = { id = "mock", list = ["one"], deep = { a = 1 } }
  mock_outputs_allowed_terraform_commands = ["plan"]
}

dependency "gone" {
  config_path  = ""
  skip_outputs = true
}

inputs = {
  net_id = dependency.net.outputs.id
  net    = dependency.net.outputs
}
