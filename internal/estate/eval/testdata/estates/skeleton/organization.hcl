locals {
  name   = "acme"
  domain = "example.com"
}
