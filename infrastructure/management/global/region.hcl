# Where Identity Center was switched on; the bill has no region.

locals {
  name  = "eu-central-1"
  short = "euc1"
}
