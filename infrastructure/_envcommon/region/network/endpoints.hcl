terraform {
  source = "tfr:///terraform-aws-modules/vpc/aws//modules/vpc-endpoints?version=${local.env.versions.vpc}"
}

locals {
  env  = read_terragrunt_config(find_in_parent_folders("env.hcl")).locals
  here = dirname(find_in_parent_folders("region.hcl"))
}

dependency "vpc" {
  config_path = "${local.here}/network/vpc"
}

dependency "security_groups" {
  config_path = "${local.here}/network/security-groups"
}

inputs = {
  vpc_id             = dependency.vpc.outputs.vpc_id
  subnet_ids         = dependency.vpc.outputs.private_subnets
  security_group_ids = [dependency.security_groups.outputs.ids["endpoints"]]

  endpoints = merge(
    # Gateways are routes: free, and without them every image layer is paid for at NAT.
    {
      for service in ["s3", "dynamodb"] : service => {
        service      = service
        service_type = "Gateway"
        route_table_ids = concat(
          dependency.vpc.outputs.private_route_table_ids,
          dependency.vpc.outputs.database_route_table_ids,
        )
      }
    },
    {
      for service in local.env.endpoints : service => {
        service             = service
        private_dns_enabled = true # the services' usual names lead here
      }
    },
  )
}
