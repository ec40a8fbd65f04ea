# What every unit shares: where its state lives, which provider it runs with, and when it may be destroyed.
# A value is never set here: facts stand in organization.hcl, account.hcl, env.hcl and region.hcl, one place each.

terragrunt_version_constraint = ">= 1.0, < 2.0"
terraform_version_constraint  = ">= 1.11" # use_lockfile without DynamoDB, write-only arguments

locals {
  org     = read_terragrunt_config(find_in_parent_folders("organization.hcl")).locals
  account = read_terragrunt_config(find_in_parent_folders("account.hcl")).locals
  env     = read_terragrunt_config(find_in_parent_folders("env.hcl")).locals
  region  = read_terragrunt_config(find_in_parent_folders("region.hcl")).locals

  # dev/eu-central-1/network/vpc: says where a resource comes from, and is the key of its state.
  unit = path_relative_to_include()

  # Units that stand only where env.hcl has their part switched on; copies, where there is a region to copy to.
  place = regex("[^/]+/[^/]+$", local.unit)
  parts = merge(local.env.parts, { pair = local.env.regions.secondary != "" })
  part = lookup({
    "compute/ecs-service-inference" = "inference"
    "compute/gpu-capacity"          = "gpu"
    "dr/failover-automation"        = "global_database"
    "network/global-accelerator"    = "accelerator"
    "network/tgw-peering"           = "tgw_peering"
    "security/s3-replication-role"  = "pair"
    "security/shield"               = "shield"
    "storage/aurora-global"         = "global_database"
    "storage/efs"                   = "efs"
    "storage/redis-global"          = "global_cache"
  }, local.place, null)

  # In the secondary region the database is a copy or none, and what changes its password is with the original.
  secondary = lookup(local.region, "role", "") == "secondary"
  original = anytrue([
    local.place == "security/secret-rotation",
    local.place == "storage/aurora" && !local.parts.global_database,
  ])

  left_out = !lookup(local.parts, coalesce(local.part, "-"), true) || local.secondary && local.original
}

remote_state {
  backend = "s3"

  generate = {
    path      = "backend.tf"
    if_exists = "overwrite_terragrunt"
  }

  config = {
    bucket       = "${local.org.name}-tfstate-${local.account.id}-${local.region.name}"
    key          = "${local.unit}/terraform.tfstate"
    region       = local.region.name
    encrypt      = true
    use_lockfile = true # a lock object beside the state: no DynamoDB table to keep

    # Credentials of another account must fail before they read or write a state.
    allowed_account_ids = [local.account.id]
  }
}

generate "provider" {
  path      = "provider.tf"
  if_exists = "overwrite_terragrunt"
  contents  = <<-EOF
    provider "aws" {
      region              = "${local.region.name}"
      allowed_account_ids = ["${local.account.id}"]

      default_tags {
        tags = {
          Environment = "${local.env.name}"
          ManagedBy   = "terragrunt"
          Project     = "${local.org.name}"
          Repository  = "${local.org.repository}"
          Unit        = "${local.unit}"
        }
      }
    }
  EOF
}

# Registry modules ask for "aws >= 5.x" with no upper bound, so a fresh init would fetch provider 6, which they are not
# made for. Each module has its own required_providers block, and Terraform accepts only one: an override file merges.
generate "versions" {
  path      = "versions_override.tf"
  if_exists = "overwrite_terragrunt"
  contents  = <<-EOF
    terraform {
      required_version = ">= 1.11"

      required_providers {
        aws = {
          source  = "hashicorp/aws"
          version = "~> 5.100"
        }
      }
    }
  EOF
}

errors {
  retry "transient" {
    retryable_errors   = get_default_retryable_errors()
    max_attempts       = 3
    sleep_interval_sec = 10
  }
}

# A unit that the environment goes without is left alone by every command. A protected environment is never destroyed by
# a command that was meant for another one.
exclude {
  if      = local.left_out || local.env.protected
  actions = local.left_out ? ["all"] : ["destroy"]
}
