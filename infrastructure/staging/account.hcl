locals {
  id = "222233334444" # one account for each environment: nothing in staging can reach production
}
