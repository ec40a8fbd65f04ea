include {
  path = find_in_parent_folders("root.hcl")
}

inputs = {
  from_unit = "bare"
  list      = ["unit"]
}
