locals {
  id = "111111111111"
}
