generate = {
  two = {
    path      = "two.tf"
    if_exists = "overwrite"
    contents  = "# two"
  }
}

remote_state = {
  backend = "local"
  config  = { path = "x" }
}

inputs = {
  tags = { a = sensitive("secret") }
}
