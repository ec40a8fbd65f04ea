locals {
  name = "eu-central-1"
  azs  = ["${local.name}a", "${local.name}b", "${local.name}c"]
}
