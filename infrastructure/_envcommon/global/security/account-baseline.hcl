terraform {
  source = "${dirname(find_in_parent_folders("root.hcl"))}/modules//account-baseline"
}

locals {
  org     = read_terragrunt_config(find_in_parent_folders("organization.hcl")).locals
  env     = read_terragrunt_config(find_in_parent_folders("env.hcl")).locals
  primary = "${dirname(find_in_parent_folders("env.hcl"))}/${local.env.regions.primary}"
}

dependency "logs" {
  config_path = "${local.primary}/storage/s3-logs"
}

dependency "kms" {
  config_path = "${local.primary}/security/kms"
}

inputs = {
  name        = "${local.org.name}-${local.env.name}" # the policies of the bucket and the key know the trail by it
  log_bucket  = dependency.logs.outputs.s3_bucket_id
  kms_key_arn = dependency.kms.outputs.key_arn
}
