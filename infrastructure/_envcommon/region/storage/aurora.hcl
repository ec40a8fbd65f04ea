terraform {
  source = "${dirname(find_in_parent_folders("root.hcl"))}/modules//aurora"
}

locals {
  org     = read_terragrunt_config(find_in_parent_folders("organization.hcl")).locals
  env     = read_terragrunt_config(find_in_parent_folders("env.hcl")).locals
  region  = read_terragrunt_config(find_in_parent_folders("region.hcl")).locals
  here    = dirname(find_in_parent_folders("region.hcl"))
  peer    = "${dirname(local.here)}/${local.region.peer}"
  primary = local.region.role == "primary"
  global  = local.env.parts.global_database
  size    = local.env.database
}

prevent_destroy = local.env.protected

dependency "vpc" {
  config_path = "${local.here}/network/vpc"
}

dependency "security_groups" {
  config_path = "${local.here}/network/security-groups"
}

dependency "kms" {
  config_path = "${local.here}/security/kms"
}

dependency "secrets" {
  config_path = "${local.here}/security/secrets"
  enabled     = local.primary
}

dependency "global" {
  config_path = "${dirname(local.here)}/global/storage/aurora-global"
  enabled     = local.global
}

# The one that writes stands first: what follows it has its name for the database from there.
dependency "primary" {
  config_path = "${local.peer}/storage/aurora"
  enabled     = !local.primary
}

# RDS would make the log group itself, without a retention.
dependencies {
  paths = ["${local.here}/monitoring/log-groups"]
}

inputs = {
  name                      = "${local.org.name}-${local.env.name}"
  engine_version            = local.size.engine_version
  is_primary_cluster        = local.primary
  global_cluster_identifier = try(dependency.global.outputs.id, null)

  database_name              = local.primary ? local.org.database.name : try(dependency.primary.outputs.cluster_database_name, null)
  master_username            = local.org.secrets.database.username
  master_password_secret_arn = try(dependency.secrets.outputs.arns["database"], null)

  db_subnet_group_name   = dependency.vpc.outputs.database_subnet_group_name
  vpc_security_group_ids = [dependency.security_groups.outputs.ids["database"]]
  kms_key_id             = dependency.kms.outputs.key_arn

  # A writer and readers; in the secondary region readers only, one of which writes after a failover.
  instances = merge(
    { for key in ["writer"] : key => { instance_class = local.size.writer_class, promotion_tier = 0 } if local.primary },
    { for i in range(local.primary ? local.size.readers : local.size.secondary_readers) : "reader-${i + 1}" => { promotion_tier = 1 } },
  )
  serverlessv2_scaling_configuration = { min_capacity = local.size.min_acu, max_capacity = local.size.max_acu }

  backup_retention_period = local.size.backup_days
  rpo_seconds             = local.primary && local.global ? local.size.rpo_seconds : null
  database_insights_mode  = local.size.insights

  deletion_protection = local.env.protected
  skip_final_snapshot = !local.env.protected

  tags = { Backup = local.env.name }
}
