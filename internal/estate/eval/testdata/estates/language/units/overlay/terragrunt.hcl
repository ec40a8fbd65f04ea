dependency "here" {
  config_path  = "../plain"
  skip_outputs = true
  mock_outputs = { id = "unit" }
}

inputs = {
  a = "unit"
  b = "unit"
  c = dependency.here.outputs.id
  d = dependency.there.outputs.id
}
