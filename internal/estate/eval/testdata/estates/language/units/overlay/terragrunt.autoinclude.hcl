dependency "here" {
  config_path  = "../locals"
  skip_outputs = true
  mock_outputs = { id = "overlay" }
}

dependency "there" {
  config_path  = "../plain"
  skip_outputs = true
  mock_outputs = { id = "there" }
}

inputs = {
  b = "overlay"
}
