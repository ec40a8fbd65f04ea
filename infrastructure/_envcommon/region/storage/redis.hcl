terraform {
  source = "${dirname(find_in_parent_folders("root.hcl"))}/modules//redis"
}

locals {
  org     = read_terragrunt_config(find_in_parent_folders("organization.hcl")).locals
  env     = read_terragrunt_config(find_in_parent_folders("env.hcl")).locals
  region  = read_terragrunt_config(find_in_parent_folders("region.hcl")).locals
  here    = dirname(find_in_parent_folders("region.hcl"))
  name    = "${local.org.name}-${local.env.name}"
  follows = local.region.role == "secondary" && local.env.parts.global_cache
  size    = local.env.cache
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

dependency "log_groups" {
  config_path = "${local.here}/monitoring/log-groups"
}

dependency "global" {
  config_path = "${dirname(local.here)}/global/storage/redis-global"
  enabled     = local.follows
}

inputs = {
  name        = local.name
  description = "Sessions of ${local.name}"

  global_replication_group_id = try(dependency.global.outputs.global_replication_group_id, null)
  engine_version              = local.size.engine_version
  node_type                   = local.size.node_type
  num_node_groups             = local.size.shards
  replicas_per_node_group     = local.size.replicas

  subnet_group_name  = dependency.vpc.outputs.elasticache_subnet_group_name
  security_group_ids = [dependency.security_groups.outputs.ids["cache"]]
  kms_key_id         = dependency.kms.outputs.key_arn

  # Sessions for the api; the worker reads whose job it has.
  users = {
    api    = "on ~session:* +@read +@write +@connection +cluster -@dangerous"
    worker = "on ~session:* +@read +@connection +cluster -@dangerous"
  }

  log_group_names = { for log in ["engine", "slow"] : log => dependency.log_groups.outputs.names["redis-${log}"] }

  snapshot_retention_limit = local.size.snapshot_days
  keep_final_snapshot      = local.env.protected
  apply_immediately        = !local.env.protected
}
