terraform {
  source = "${dirname(find_in_parent_folders("root.hcl"))}/modules//secret-rotation"
}

locals {
  org  = read_terragrunt_config(find_in_parent_folders("organization.hcl")).locals
  env  = read_terragrunt_config(find_in_parent_folders("env.hcl")).locals
  here = dirname(find_in_parent_folders("region.hcl"))
}

dependency "secrets" {
  config_path = "${local.here}/security/secrets"
}

dependency "aurora" {
  config_path = "${local.here}/storage/aurora"
}

dependency "vpc" {
  config_path = "${local.here}/network/vpc"
}

dependency "security_groups" {
  config_path = "${local.here}/network/security-groups"
}

dependency "kms" {
  config_path = "${local.here}/security/kms"
}

inputs = {
  name       = "${local.org.name}-${local.env.name}-rotation"
  secret_arn = dependency.secrets.outputs.arns["database"]

  database = {
    cluster_id = dependency.aurora.outputs.cluster_id
    host       = dependency.aurora.outputs.cluster_endpoint
    port       = dependency.aurora.outputs.cluster_port
    name       = dependency.aurora.outputs.cluster_database_name
  }

  subnet_ids         = dependency.vpc.outputs.private_subnets
  security_group_ids = [dependency.security_groups.outputs.ids["rotation"]]
  kms_key_arn        = dependency.kms.outputs.key_arn

  automatically_after_days = local.env.rotation_days
}
