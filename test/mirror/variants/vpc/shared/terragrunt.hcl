terraform {
  source = "tfr:///terraform-aws-modules/vpc/aws?version=5.21.0"
}

inputs = {
  name                           = "v"
  cidr                           = "10.20.0.0/16"
  azs                            = ["eu-central-1a", "eu-central-1b"]
  public_subnets                 = ["10.20.101.0/24", "10.20.102.0/24"]
  private_subnets                = ["10.20.0.0/20", "10.20.16.0/20"]
  database_subnets               = ["10.20.201.0/24", "10.20.202.0/24"]
  elasticache_subnets            = ["10.20.211.0/24", "10.20.212.0/24"]
  enable_nat_gateway             = true
  public_subnet_names            = ["one", "two"]
  public_subnet_tags_per_az      = { eu-central-1a = { A = "1" } }
  default_security_group_ingress = [{ cidr_blocks = "10.0.0.0/8,192.168.0.0/16", description = "d" }]
  default_route_table_tags       = { a = "b" }
  database_dedicated_network_acl = true
}
