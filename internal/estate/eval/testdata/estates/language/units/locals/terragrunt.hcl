locals {
  c        = "${local.b}c"
  b        = "${local.a}b"
  a        = "a"
  read     = read_terragrunt_config("../../_read/a.hcl")
  fallback = read_terragrunt_config("${get_terragrunt_dir()}/missing.hcl", { inputs = { x = "fallback" } })
  values   = [for k, v in local.read.locals.map : "${k}=${v}"]
  tfvars   = jsondecode(read_tfvars_file("../../_read/vars.tfvars"))
  json     = jsondecode(read_tfvars_file(find_in_parent_folders("_read/vars.tfvars.json")))
  root     = read_terragrunt_config(find_in_parent_folders("root.hcl"))
}

inputs = {
  c        = local.c
  dir      = local.read.locals.dir
  original = local.read.locals.original
  root     = local.read.locals.root
  set      = local.read.locals.set
  none     = local.read.locals.none
  map      = local.read.locals.map
  nested   = local.read.locals.nested.inputs
  deep     = local.read.inputs.deep
  y        = local.read.dependency.x.outputs.y
  gen      = local.read.generate.read.contents
  whole    = local.read.locals.nested
  fallback = local.fallback.inputs.x
  values   = local.values
  tfvars   = local.tfvars
  json     = local.json.name
  other    = local.root.locals
  heredoc  = <<-EOT
    one ${local.a}
      two
  EOT
  splat    = [{ n = 1 }, { n = 2 }][*].n
  cond     = local.a == "a" ? "yes" : "no"
  small    = 0.1
}
