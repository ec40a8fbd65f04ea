locals {
  env = read_terragrunt_config(find_in_parent_folders("env.hcl")).locals

  name  = "ap-southeast-1"
  short = "apse1" # for names with little room
  azs   = ["ap-southeast-1a", "ap-southeast-1b", "ap-southeast-1c"]

  # Schedules are by the clock of those who work here.
  timezone = "Asia/Singapore"

  # Any two networks can be joined: none overlap and no number comes twice, in no environment (see the README).
  cidr = "10.11.0.0/16"
  asn  = 64523 # of the transit gateway

  # Its part in the pair, and the other one's name: "" where it is alone.
  role = local.name == local.env.regions.primary ? "primary" : "secondary"
  peer = local.role == "primary" ? local.env.regions.secondary : local.env.regions.primary
}
