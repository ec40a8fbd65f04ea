terraform {
  source = "${dirname(find_in_parent_folders("root.hcl"))}/modules//health-checks"
}

locals {
  org = read_terragrunt_config(find_in_parent_folders("organization.hcl")).locals
  env = read_terragrunt_config(find_in_parent_folders("env.hcl")).locals
  top = dirname(find_in_parent_folders("env.hcl"))
}

# By the names that records gives to each region's load balancer: the certificate fits them, and nothing waits for
# anything.
inputs = {
  name = "${local.org.name}-${local.env.name}"
  path = local.org.health_path
  endpoints = {
    for region in compact(values(local.env.regions)) : region => join(".", [
      "api-${read_terragrunt_config("${local.top}/${region}/region.hcl").locals.short}", local.env.domain,
    ])
  }
}
