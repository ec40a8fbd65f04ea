terraform {
  source = "tfr:///terraform-aws-modules/wafv2/aws?version=${local.env.versions.wafv2}"
}

locals {
  org    = read_terragrunt_config(find_in_parent_folders("organization.hcl")).locals
  env    = read_terragrunt_config(find_in_parent_folders("env.hcl")).locals
  common = read_terragrunt_config("${dirname(find_in_parent_folders("root.hcl"))}/_envcommon/waf.hcl").locals
  here   = dirname(find_in_parent_folders("region.hcl"))
}

dependency "log_groups" {
  config_path = "${local.here}/monitoring/log-groups"
}

# What no rule blocks is allowed: the module's default, and not said here, because Terraform reads a bare word in a
# variable without a type as a reference.
inputs = {
  name        = "${local.org.name}-${local.env.name}"
  description = "In front of the load balancer"
  scope       = "REGIONAL"
  rules       = local.common.rules

  create_logging_configuration    = true
  logging_log_destination_configs = [dependency.log_groups.outputs.arns["waf"]]
  logging_redacted_fields         = local.common.redacted_fields
}
