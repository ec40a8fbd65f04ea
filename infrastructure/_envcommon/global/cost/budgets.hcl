terraform {
  source = "${dirname(find_in_parent_folders("root.hcl"))}/modules//budgets"
}

locals {
  org = read_terragrunt_config(find_in_parent_folders("organization.hcl")).locals
  env = read_terragrunt_config(find_in_parent_folders("env.hcl")).locals
}

dependency "sns" {
  config_path = "${dirname(find_in_parent_folders("env.hcl"))}/global/monitoring/sns-alarms"
}

inputs = {
  name                = "${local.org.name}-${local.env.name}"
  monthly_usd         = local.env.budget.monthly_usd
  service_monthly_usd = local.env.budget.services
  anomaly_usd         = local.env.budget.anomaly_usd
  sns_topic_arn       = dependency.sns.outputs.topic_arn
}
