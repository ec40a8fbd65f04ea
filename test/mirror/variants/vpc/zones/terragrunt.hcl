terraform {
  source = "tfr:///terraform-aws-modules/vpc/aws?version=5.21.0"
}

inputs = {
  name                                = "v"
  cidr                                = "10.20.0.0/16"
  azs                                 = ["eu-central-1a", "eu-central-1b", "eu-central-1c"]
  public_subnets                      = ["10.20.101.0/24", "10.20.102.0/24", "10.20.103.0/24"]
  private_subnets                     = ["10.20.0.0/20", "10.20.16.0/20", "10.20.32.0/20"]
  database_subnets                    = ["10.20.201.0/24", "10.20.202.0/24", "10.20.203.0/24"]
  elasticache_subnets                 = ["10.20.211.0/24", "10.20.212.0/24", "10.20.213.0/24"]
  intra_subnets                       = ["10.20.221.0/28", "10.20.221.16/28", "10.20.221.32/28"]
  enable_nat_gateway                  = true
  one_nat_gateway_per_az              = true
  enable_ipv6                         = true
  public_subnet_ipv6_prefixes         = [0, 1, 2]
  private_subnet_ipv6_prefixes        = [3, 4, 5]
  create_multiple_public_route_tables = true
  create_multiple_intra_route_tables  = true
  create_database_subnet_route_table  = true
  create_database_nat_gateway_route   = true
  secondary_cidr_blocks               = ["10.30.0.0/16"]
  manage_default_network_acl          = false
}
