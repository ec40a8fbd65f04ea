terraform {
  source = "${dirname(find_in_parent_folders("root.hcl"))}/modules//log-groups"
}

locals {
  org = read_terragrunt_config(find_in_parent_folders("organization.hcl")).locals
  env = read_terragrunt_config(find_in_parent_folders("env.hcl")).locals
}

# With CloudWatch's own key: we keep none in us-east-1 for the little that is here.
inputs = {
  retention_in_days = local.env.log_days

  # AWS WAF delivers only to groups whose name starts like this.
  groups = { waf = "aws-waf-logs-${local.org.name}-${local.env.name}-cdn" }
}
