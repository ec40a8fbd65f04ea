terraform {
  source = "${dirname(find_in_parent_folders("root.hcl"))}/modules//redis-global"
}

locals {
  org  = read_terragrunt_config(find_in_parent_folders("organization.hcl")).locals
  env  = read_terragrunt_config(find_in_parent_folders("env.hcl")).locals
  top  = dirname(find_in_parent_folders("env.hcl"))
  name = "${local.org.name}-${local.env.name}"
}

prevent_destroy = local.env.protected

dependency "redis" {
  config_path = "${local.top}/${local.env.regions.primary}/storage/redis"
}

inputs = {
  name                         = local.name
  description                  = "Sessions of ${local.name}"
  primary_replication_group_id = dependency.redis.outputs.replication_group_id
}
