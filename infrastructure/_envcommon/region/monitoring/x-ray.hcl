terraform {
  source = "${dirname(find_in_parent_folders("root.hcl"))}/modules//xray"
}

locals {
  org  = read_terragrunt_config(find_in_parent_folders("organization.hcl")).locals
  env  = read_terragrunt_config(find_in_parent_folders("env.hcl")).locals
  here = dirname(find_in_parent_folders("region.hcl"))
}

dependency "kms" {
  config_path = "${local.here}/security/kms"
}

inputs = {
  name        = substr("${local.org.name}-${local.env.name}", 0, 19) # a group's name has 32 characters
  kms_key_arn = dependency.kms.outputs.key_arn

  # Checks of the load balancer say nothing; of what people ask, a share.
  sampling_rules = {
    health = { priority = 10, fixed_rate = 0, per_second = 0, url_path = local.org.health_path }
    all    = { priority = 100, fixed_rate = local.env.trace_share, per_second = 1 }
  }

  groups = {
    failed    = "fault = true OR error = true"
    slow      = "responsetime > 2"
    inference = "service(\"inference\")"
  }
}
