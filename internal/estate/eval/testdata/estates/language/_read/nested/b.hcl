inputs = {
  value = 1
  file  = fileexists("b.hcl")
  where = basename(get_terragrunt_dir())
}
