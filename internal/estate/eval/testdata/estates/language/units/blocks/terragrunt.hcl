terragrunt_version_constraint = ">= 0.50"
terraform_version_constraint  = "~> 1.5"
terraform_binary              = "terraform"
iam_role                      = "arn:aws:iam::111111111111:role/unit"
iam_assume_role_duration      = 900
iam_assume_role_session_name  = "session"
iam_web_identity_token        = get_env("TOKEN", "none")
prevent_destroy               = true

feature "fast" {
  default = true
}

feature "size" {
  default = 3
}

locals {
  fast = feature.fast.value
}

terraform {
  source                   = "git::https://example.com/modules.git//vpc?ref=v1"
  copy_terraform_lock_file = false
  extra_arguments "env" {
    commands           = ["plan", "apply"]
    arguments          = ["-lock-timeout=1m"]
    required_var_files = ["a.tfvars"]
    env_vars           = { A = "1", B = get_env("TERRACE_FIXTURE") }
  }
  error_hook "oops" {
    commands        = ["apply"]
    execute         = ["echo", "oops"]
    on_errors       = [".*"]
    suppress_stdout = true
  }
}

remote_state {
  backend                         = "s3"
  disable_init                    = true
  disable_dependency_optimization = true
  generate = {
    path      = "backend.tf"
    if_exists = "overwrite"
  }
  config = {
    bucket  = "b"
    key     = "${get_path_from_repo_root()}/state"
    encrypt = true
    tags    = { a = "b" }
  }
  encryption = {
    key_provider = "pbkdf2"
  }
}

generate "one" {
  path      = "one.tf"
  if_exists = "error"
  contents  = templatefile("one.tftpl", { names = ["a", "b"] })
}

exclude {
  if                   = !local.fast
  actions              = ["all_except_output"]
  exclude_dependencies = true
}

errors {
  ignore "all" {
    ignorable_errors = [".*"]
  }
}

inputs = {
  fast = local.fast
  size = feature.size.value + 1
}
