terraform {
  source = "tfr:///terraform-aws-modules/vpc/aws?version=5.21.0"
}

inputs = {
  name                                   = "v"
  cidr                                   = "10.20.0.0/16"
  azs                                    = ["eu-central-1a", "eu-central-1b"]
  public_subnets                         = ["10.20.101.0/24", "10.20.102.0/24"]
  database_subnets                       = ["10.20.201.0/24", "10.20.202.0/24"]
  create_database_subnet_route_table     = true
  create_database_internet_gateway_route = true
  create_database_subnet_group           = false
  enable_ipv6                            = true
  create_egress_only_igw                 = true
  map_public_ip_on_launch                = true
}
