locals {
  dir      = get_terragrunt_dir()
  original = get_original_terragrunt_dir()
}
