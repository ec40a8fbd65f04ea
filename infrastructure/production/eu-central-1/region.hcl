locals {
  env = read_terragrunt_config(find_in_parent_folders("env.hcl")).locals

  name  = "eu-central-1"
  short = "euc1" # for names with little room
  azs   = ["eu-central-1a", "eu-central-1b", "eu-central-1c"]

  # Schedules are by the clock of those who work here.
  timezone = "Europe/Berlin"

  # Any two networks can be joined: none overlap and no number comes twice, in no environment (see the README).
  cidr = "10.20.0.0/16"
  asn  = 64532 # of the transit gateway

  # Its part in the pair, and the other one's name: "" where it is alone.
  role = local.name == local.env.regions.primary ? "primary" : "secondary"
  peer = local.role == "primary" ? local.env.regions.secondary : local.env.regions.primary
}
