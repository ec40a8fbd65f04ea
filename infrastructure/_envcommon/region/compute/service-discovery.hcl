terraform {
  source = "${dirname(find_in_parent_folders("root.hcl"))}/modules//service-discovery"
}

locals {
  org  = read_terragrunt_config(find_in_parent_folders("organization.hcl")).locals
  env  = read_terragrunt_config(find_in_parent_folders("env.hcl")).locals
  here = dirname(find_in_parent_folders("region.hcl"))
}

dependency "vpc" {
  config_path = "${local.here}/network/vpc"
}

# Cloud Map by DNS and not Service Connect: a service that CodeDeploy deploys cannot use the latter.
inputs = {
  namespace   = "${local.env.name}.${local.org.name}.internal"
  description = "Tasks of ${local.org.name} ${local.env.name}, by their private addresses"
  vpc_id      = dependency.vpc.outputs.vpc_id
  services    = [for service, facts in local.org.services : service if facts.port != null]
}
