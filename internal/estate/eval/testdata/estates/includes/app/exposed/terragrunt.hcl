include {
  path   = find_in_parent_folders("root.hcl")
  expose = true
}

inputs = {
  all = include.locals.where
}
