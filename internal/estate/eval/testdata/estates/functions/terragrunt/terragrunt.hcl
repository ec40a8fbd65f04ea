include "root" {
  path = find_in_parent_folders("root.hcl")
}

inputs = {
  find_in_parent_folders          = find_in_parent_folders("root.hcl")
  find_fallback                   = find_in_parent_folders("missing.hcl", "fallback")
  find_folder                     = find_in_parent_folders("files")
  path_relative_to_include        = path_relative_to_include()
  path_relative_from_include      = path_relative_from_include()
  get_env                         = [get_env("TERRACE_FIXTURE"), get_env("MISSING", "default"), get_env("TERRACE_FIXTURE", "default")]
  get_platform                    = get_platform()
  get_repo_root                   = get_repo_root()
  get_path_from_repo_root         = get_path_from_repo_root()
  get_path_to_repo_root           = get_path_to_repo_root()
  get_terragrunt_dir              = get_terragrunt_dir()
  get_original_terragrunt_dir     = get_original_terragrunt_dir()
  get_parent_terragrunt_dir       = get_parent_terragrunt_dir()
  get_terraform_command           = get_terraform_command()
  get_terraform_cli_args          = get_terraform_cli_args()
  get_terragrunt_source_cli_flag  = get_terragrunt_source_cli_flag()
  get_working_dir                 = get_working_dir()
  vars                            = get_terraform_commands_that_need_vars()
  locking                         = get_terraform_commands_that_need_locking()
  input                           = get_terraform_commands_that_need_input()
  parallelism                     = get_terraform_commands_that_need_parallelism()
  get_default_retryable_errors    = get_default_retryable_errors()
  mark_as_read                    = mark_as_read("../files/text.txt")
  mark_glob_as_read               = mark_glob_as_read("../files/*.{txt,tftpl}")
  constraint_check                = [constraint_check("1.2.3", ">= 1.0, < 2"), constraint_check("0.9.0", "~> 1.0")]
  run_cmd                         = run_cmd("--terragrunt-quiet", "echo", "hello")
  deep_merge                      = can(deep_merge({}, {}))
  errors = {
    find  = can(find_in_parent_folders("missing.hcl"))
    env   = can(get_env("MISSING"))
    read  = can(read_terragrunt_config("missing.hcl"))
    vars  = can(read_tfvars_file("missing.tfvars"))
    check = can(constraint_check("x", "y"))
    time  = can(timecmp("x", "y"))
  }
}
