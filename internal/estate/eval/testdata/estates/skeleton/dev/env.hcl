locals {
  name      = "dev"
  protected = false
  cidr      = "10.0.0.0/16"
}
