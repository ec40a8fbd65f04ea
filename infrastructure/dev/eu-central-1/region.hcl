locals {
  name  = "eu-central-1"
  short = "euc1" # for names with little room
  azs   = ["eu-central-1a", "eu-central-1b", "eu-central-1c"]

  # dev 10.0 and 10.1, staging 10.10 and 10.11, production 10.20 and 10.21 (Frankfurt and Singapore): none overlap,
  # so that any two networks can be joined.
  cidr = "10.0.0.0/16"
}
