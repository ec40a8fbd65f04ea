terraform {
  source = "tfr:///terraform-aws-modules/alb/aws?version=9.17.0"
}

locals {
  org  = read_terragrunt_config(find_in_parent_folders("organization.hcl")).locals
  env  = read_terragrunt_config(find_in_parent_folders("env.hcl")).locals
  here = dirname(find_in_parent_folders("region.hcl"))
}

dependency "vpc" {
  config_path = "${local.here}/network/vpc"
}

inputs = {
  name                       = "${local.org.name}-${local.env.name}"
  vpc_id                     = dependency.vpc.outputs.vpc_id
  subnets                    = dependency.vpc.outputs.public_subnets
  enable_deletion_protection = local.env.protected
  access_logs = {
    bucket = "${local.org.name}-logs"
    "prefix" = {
      path = "alb"
    }
  }
}
