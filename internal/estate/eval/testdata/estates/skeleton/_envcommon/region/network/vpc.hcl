terraform {
  source = "${dirname(find_in_parent_folders("root.hcl"))}/modules//vpc"
}

locals {
  org    = read_terragrunt_config(find_in_parent_folders("organization.hcl")).locals
  env    = read_terragrunt_config(find_in_parent_folders("env.hcl")).locals
  region = read_terragrunt_config(find_in_parent_folders("region.hcl")).locals
}

inputs = {
  name            = "${local.org.name}-${local.env.name}"
  cidr            = local.env.cidr
  azs             = local.region.azs
  private_subnets = [for i in range(3) : cidrsubnet(local.env.cidr, 4, i)]
  public_subnets  = cidrsubnets(cidrsubnet(local.env.cidr, 4, 6), 4, 4, 4)
  single_nat      = local.env.name != "production"
}
