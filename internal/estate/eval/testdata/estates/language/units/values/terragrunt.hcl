locals {
  name = values.name
}

inputs = {
  name = local.name
  size = try(values.size, 1)
}
