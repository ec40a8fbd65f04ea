locals {
  id = "111122223333" # one account for each environment: nothing in dev can reach production
}
