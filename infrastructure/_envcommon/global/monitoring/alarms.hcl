terraform {
  source = "${dirname(find_in_parent_folders("root.hcl"))}/modules//monitoring"
}

locals {
  org    = read_terragrunt_config(find_in_parent_folders("organization.hcl")).locals
  env    = read_terragrunt_config(find_in_parent_folders("env.hcl")).locals
  common = read_terragrunt_config("${dirname(find_in_parent_folders("root.hcl"))}/_envcommon/alerts.hcl").locals
  global = "${dirname(find_in_parent_folders("env.hcl"))}/global"
}

dependency "sns" {
  config_path = "${local.global}/monitoring/sns-alarms"
}

dependency "health_checks" {
  config_path = "${local.global}/dns/health-checks"
}

dependency "cdn" {
  config_path = "${local.global}/cdn/cloudfront"
}

# The figures of Route 53 and CloudFront are kept in us-east-1 and nowhere else.
inputs = {
  name        = "${local.org.name}-${local.env.name}-global"
  environment = local.env.name

  alerts        = try(local.common.alerts[local.env.name], local.common.alerts[""])
  runbooks      = local.common.runbooks
  runbook_url   = local.common.runbook_url
  sns_topic_arn = dependency.sns.outputs.topic_arn

  health_check_ids = dependency.health_checks.outputs.ids
  distribution_id  = dependency.cdn.outputs.cloudfront_distribution_id
}
