terraform {
  source = "tfr:///terraform-aws-modules/sns/aws?version=${local.env.versions.sns}"
}

locals {
  org     = read_terragrunt_config(find_in_parent_folders("organization.hcl")).locals
  account = read_terragrunt_config(find_in_parent_folders("account.hcl")).locals
  env     = read_terragrunt_config(find_in_parent_folders("env.hcl")).locals
}

# Not encrypted: alarms cannot use the key that AWS keeps for SNS, we keep none in us-east-1, and what passes is names
# and thresholds.
inputs = {
  name = "${local.org.name}-${local.env.name}-global-alarms" # us-east-1 may be a region of the environment too

  topic_policy_statements = {
    services = {
      sid     = "Services"
      actions = ["sns:Publish"]
      principals = [{
        type        = "Service"
        identifiers = ["budgets.amazonaws.com", "cloudwatch.amazonaws.com", "costalerts.amazonaws.com"]
      }]
      conditions = [{ test = "StringEquals", variable = "aws:SourceAccount", values = [local.account.id] }]
    }
  }

  subscriptions = { for address in local.env.alarm_emails : address => { protocol = "email", endpoint = address } }
}
