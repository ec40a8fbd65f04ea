terraform {
  source = "${dirname(find_in_parent_folders("root.hcl"))}/modules//predictive-scaling"
}

locals {
  org  = read_terragrunt_config(find_in_parent_folders("organization.hcl")).locals
  env  = read_terragrunt_config(find_in_parent_folders("env.hcl")).locals
  here = dirname(find_in_parent_folders("region.hcl"))
}

dependency "cluster" {
  config_path = "${local.here}/compute/ecs-cluster"
}

dependency "api" {
  config_path = "${local.here}/compute/ecs-service-api"
}

inputs = {
  name         = "${local.org.name}-${local.env.name}-api-predictive"
  cluster_name = dependency.cluster.outputs.name
  service_name = dependency.api.outputs.name
  target_cpu   = 75 # what target tracking aims at, see containers.hcl
  mode         = local.env.predictive_scaling
}
