terraform {
  source = "${dirname(find_in_parent_folders("root.hcl"))}/modules//monitoring"
}

locals {
  org    = read_terragrunt_config(find_in_parent_folders("organization.hcl")).locals
  env    = read_terragrunt_config(find_in_parent_folders("env.hcl")).locals
  region = read_terragrunt_config(find_in_parent_folders("region.hcl")).locals
  common = read_terragrunt_config("${dirname(find_in_parent_folders("root.hcl"))}/_envcommon/alerts.hcl").locals
  here   = dirname(find_in_parent_folders("region.hcl"))

  # In the secondary region there is a database only where one is copied.
  primary  = local.region.role == "primary"
  database = local.primary || local.env.parts.global_database

  # As Aurora derives it from the memory of its largest instance: https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraPostgreSQL.Managing.html
  max_connections = min(5000, floor(local.env.database.max_acu * 2 * 1024 * 1024 * 1024 / 9531392))
}

dependency "sns" {
  config_path = "${local.here}/monitoring/sns-alarms"
}

dependency "log_groups" {
  config_path = "${local.here}/monitoring/log-groups"
}

dependency "vpc" {
  config_path = "${local.here}/network/vpc"
}

dependency "alb" {
  config_path = "${local.here}/network/alb"
}

dependency "cluster" {
  config_path = "${local.here}/compute/ecs-cluster"
}

dependency "api" {
  config_path = "${local.here}/compute/ecs-service-api"
}

dependency "worker" {
  config_path = "${local.here}/compute/ecs-service-worker"
}

dependency "inference" {
  config_path = "${local.here}/compute/ecs-service-inference"
  enabled     = local.env.parts.inference
}

dependency "queue" {
  config_path = "${local.here}/compute/jobs-queue"
}

dependency "redis" {
  config_path = "${local.here}/storage/redis"
}

dependency "aurora" {
  config_path = "${local.here}/storage/aurora"
  enabled     = local.database
}

inputs = {
  name        = "${local.org.name}-${local.env.name}-${local.region.short}"
  environment = local.env.name

  alerts        = try(local.common.alerts[local.env.name], local.common.alerts[""])
  runbooks      = local.common.runbooks
  runbook_url   = local.common.runbook_url
  sns_topic_arn = dependency.sns.outputs.topic_arn

  application_namespace = local.org.name
  log_group_names       = { for service in keys(local.org.services) : service => dependency.log_groups.outputs.names[service] }

  cluster_name = dependency.cluster.outputs.name
  services = { for service, name in {
    api       = dependency.api.outputs.name
    worker    = dependency.worker.outputs.name
    inference = try(dependency.inference.outputs.name, null)
  } : service => name if name != null }

  load_balancer = {
    arn_suffix    = dependency.alb.outputs.arn_suffix
    target_groups = { for colour in ["blue", "green"] : colour => dependency.alb.outputs.target_groups[colour].arn_suffix }
  }

  queue = {
    name             = dependency.queue.outputs.queue_name
    dead_letter_name = dependency.queue.outputs.dead_letter_queue_name
  }

  cache = {
    replication_group_id = dependency.redis.outputs.replication_group_id
    shards               = local.env.cache.shards
    nodes_per_shard      = 1 + local.env.cache.replicas
  }

  database = one([for id in compact([try(dependency.aurora.outputs.cluster_id, "")]) : {
    cluster_id      = id
    max_connections = local.max_connections
    secondary       = !local.primary
  }])

  nat_gateway_ids = dependency.vpc.outputs.natgw_ids
}
