# Six small units that lean on each other: what the kill test and the benchmarks run.
locals {
  account = "210987654321"
  region  = "eu-central-1"
}

remote_state {
  backend = "s3"
  generate = {
    path      = "backend.tf"
    if_exists = "overwrite_terragrunt"
  }
  config = {
    bucket              = "six-tfstate-${local.account}"
    key                 = "${path_relative_to_include()}/terraform.tfstate"
    region              = local.region
    encrypt             = true
    use_lockfile        = true
    allowed_account_ids = [local.account]
  }
}

generate "provider" {
  path      = "provider.tf"
  if_exists = "overwrite_terragrunt"
  contents  = <<-EOF
    provider "aws" {
      region              = "${local.region}"
      allowed_account_ids = ["${local.account}"]
      default_tags {
        tags = { Estate = "six" }
      }
    }
  EOF
}
