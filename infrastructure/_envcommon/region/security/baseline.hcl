terraform {
  source = "${dirname(find_in_parent_folders("root.hcl"))}/modules//security-baseline"
}

locals {
  org    = read_terragrunt_config(find_in_parent_folders("organization.hcl")).locals
  env    = read_terragrunt_config(find_in_parent_folders("env.hcl")).locals
  region = read_terragrunt_config(find_in_parent_folders("region.hcl")).locals
  here   = dirname(find_in_parent_folders("region.hcl"))
}

dependency "logs" {
  config_path = "${local.here}/storage/s3-logs"
}

dependency "kms" {
  config_path = "${local.here}/security/kms"
}

inputs = {
  name        = "${local.org.name}-${local.env.name}"
  log_bucket  = dependency.logs.outputs.s3_bucket_id
  kms_key_arn = dependency.kms.outputs.key_arn

  records_global_resources = local.region.role == "primary" # or roles and users are recorded, and paid, twice
}
