terraform {
  source = "${dirname(find_in_parent_folders("root.hcl"))}/modules//dr-automation"
}

locals {
  org     = read_terragrunt_config(find_in_parent_folders("organization.hcl")).locals
  account = read_terragrunt_config(find_in_parent_folders("account.hcl")).locals
  env     = read_terragrunt_config(find_in_parent_folders("env.hcl")).locals
  common  = read_terragrunt_config("${dirname(find_in_parent_folders("root.hcl"))}/_envcommon/alerts.hcl").locals
  top     = dirname(find_in_parent_folders("env.hcl"))
  first   = "${local.top}/${local.env.regions.primary}"
  second  = "${local.top}/${local.env.regions.secondary}"
  pair    = local.env.regions.secondary != ""
}

dependency "aurora_global" {
  config_path = "${local.top}/global/storage/aurora-global"
}

dependency "redis_global" {
  config_path = "${local.top}/global/storage/redis-global"
  enabled     = local.env.parts.global_cache
}

dependency "accelerator" {
  config_path = "${local.top}/global/network/global-accelerator"
  enabled     = local.env.parts.accelerator
}

dependency "health_checks" {
  config_path = "${local.top}/global/dns/health-checks"
}

dependency "sns" {
  config_path = "${local.top}/global/monitoring/sns-alarms"
}

dependency "primary_aurora" {
  config_path = "${local.first}/storage/aurora"
}

dependency "secondary_aurora" {
  config_path = "${local.second}/storage/aurora"
  enabled     = local.pair
}

dependency "secondary_redis" {
  config_path = "${local.second}/storage/redis"
  enabled     = local.pair
}

dependency "secondary_cluster" {
  config_path = "${local.second}/compute/ecs-cluster"
  enabled     = local.pair
}

dependency "secondary_api" {
  config_path = "${local.second}/compute/ecs-service-api"
  enabled     = local.pair
}

inputs = {
  name              = "${local.org.name}-${local.env.name}"
  global_cluster_id = dependency.aurora_global.outputs.id

  global_replication_group_id = try(dependency.redis_global.outputs.global_replication_group_id, null)

  primary = {
    region          = local.env.regions.primary
    cluster_arn     = dependency.primary_aurora.outputs.cluster_arn
    health_check_id = dependency.health_checks.outputs.ids[local.env.regions.primary]
  }

  secondary = local.pair ? {
    region               = local.env.regions.secondary
    cluster_arn          = dependency.secondary_aurora.outputs.cluster_arn
    replication_group_id = dependency.secondary_redis.outputs.replication_group_id
    cluster_name         = dependency.secondary_cluster.outputs.name
    service_name         = dependency.secondary_api.outputs.name
  } : null

  endpoint_groups = local.env.parts.accelerator && local.pair ? {
    for role, region in local.env.regions : role => dependency.accelerator.outputs.endpoint_groups["https:${region}"].arn
  } : null

  tasks         = 2 * local.env.services.api.min # one region carries what two did
  approver_arns = ["arn:aws:iam::${local.account.id}:role/${local.org.oncall_role}"]
  sns_topic_arn = dependency.sns.outputs.topic_arn
  runbook_url   = "${local.common.runbook_url}/failover.md"
}
