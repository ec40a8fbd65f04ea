locals {
  id = "333344445555" # one account for each environment: nothing in another one can reach this
}
