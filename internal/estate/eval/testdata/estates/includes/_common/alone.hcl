dependency "never" {
  config_path  = "../bare"
  skip_outputs = true
}

inputs = {
  never = "merged"
}
