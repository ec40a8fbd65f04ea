terragrunt_version_constraint = ">= 1.0, < 2.0"
terraform_version_constraint  = ">= 1.11"

locals {
  org     = read_terragrunt_config(find_in_parent_folders("organization.hcl")).locals
  account = read_terragrunt_config(find_in_parent_folders("account.hcl")).locals
  env     = read_terragrunt_config(find_in_parent_folders("env.hcl")).locals
  region  = read_terragrunt_config(find_in_parent_folders("region.hcl")).locals
  unit    = path_relative_to_include()
}

remote_state {
  backend  = "s3"
  # the oracle's outputs come from the module's own folder
  disable_dependency_optimization = true

  generate = { path = "backend.tf", if_exists = "overwrite_terragrunt" }
  config = {
    bucket              = "${local.org.name}-tfstate-${local.account.id}-${local.region.name}"
    key                 = "${local.unit}/terraform.tfstate"
    region              = local.region.name
    encrypt             = true
    use_lockfile        = true
    allowed_account_ids = [local.account.id]
  }
}

generate "provider" {
  path      = "provider.tf"
  if_exists = "overwrite_terragrunt"
  contents  = <<-EOT
    provider "aws" {
      region              = "${local.region.name}"
      allowed_account_ids = ["${local.account.id}"]
      default_tags {
        tags = ${jsonencode({ Environment = local.env.name, Unit = local.unit })}
      }
    }
  EOT
}

errors {
  retry "transient" {
    retryable_errors   = get_default_retryable_errors()
    max_attempts       = 3
    sleep_interval_sec = 10
  }
}

exclude {
  if      = local.env.protected
  actions = ["destroy"]
}
