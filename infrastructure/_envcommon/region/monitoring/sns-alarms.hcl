terraform {
  source = "tfr:///terraform-aws-modules/sns/aws?version=${local.env.versions.sns}"
}

locals {
  org     = read_terragrunt_config(find_in_parent_folders("organization.hcl")).locals
  account = read_terragrunt_config(find_in_parent_folders("account.hcl")).locals
  env     = read_terragrunt_config(find_in_parent_folders("env.hcl")).locals
  here    = dirname(find_in_parent_folders("region.hcl"))
}

dependency "kms" {
  config_path = "${local.here}/security/kms"
}

inputs = {
  name              = "${local.org.name}-${local.env.name}-alarms"
  kms_master_key_id = dependency.kms.outputs.key_arn # its policy lets alarms and events in

  topic_policy_statements = {
    alarms = {
      sid        = "Alarms"
      actions    = ["sns:Publish"]
      principals = [{ type = "Service", identifiers = ["cloudwatch.amazonaws.com"] }]
      conditions = [{ test = "StringEquals", variable = "aws:SourceAccount", values = [local.account.id] }]
    }

    # EventBridge sends no source that a condition could ask for.
    events = {
      sid        = "Events"
      actions    = ["sns:Publish"]
      principals = [{ type = "Service", identifiers = ["events.amazonaws.com"] }]
    }
  }

  subscriptions = { for address in local.env.alarm_emails : address => { protocol = "email", endpoint = address } }
}
