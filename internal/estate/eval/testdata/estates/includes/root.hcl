locals {
  here  = get_terragrunt_dir()
  where = path_relative_to_include()
}

remote_state = {
  backend = "local"
  config = {
    path = "${get_parent_terragrunt_dir()}/${local.where}/terraform.tfstate"
  }
}

inputs = {
  from_root = "root"
  here      = local.here
  up        = path_relative_from_include()
  parent    = get_parent_terragrunt_dir()
  tags      = { a = 1, nested = { x = 1, y = [1] } }
  list      = ["root"]
  null_here = null
  text      = file("text.txt")
}

generate "root" {
  path      = "root.tf"
  if_exists = "overwrite"
  contents  = "# ${path_relative_to_include()}"
}

terraform_version_constraint = ">= 1.5"
prevent_destroy              = true
download_dir                 = "${get_parent_terragrunt_dir()}/cache"
iam_role                     = "arn:aws:iam::111111111111:role/root"

terraform {
  source           = "${get_parent_terragrunt_dir()}/modules//one?ref=a"
  include_in_copy  = ["root/*"]
  extra_arguments "vars" {
    commands           = get_terraform_commands_that_need_vars()
    optional_var_files = ["${get_terragrunt_dir()}/extra.tfvars"]
  }
  before_hook "root" {
    commands = ["plan"]
    execute  = ["echo", path_relative_to_include()]
  }
  before_hook "both" {
    commands = ["plan"]
    execute  = ["echo", "root"]
  }
}

errors {
  retry "shared" {
    retryable_errors   = ["a"]
    max_attempts       = 1
    sleep_interval_sec = 1
  }
}

exclude {
  if      = false
  actions = ["destroy"]
  no_run  = true
}
