terraform {
  source = "tfr:///terraform-aws-modules/route53/aws//modules/zones?version=${local.env.versions.route53}"
}

locals {
  org = read_terragrunt_config(find_in_parent_folders("organization.hcl")).locals
  env = read_terragrunt_config(find_in_parent_folders("env.hcl")).locals
}

# A new zone gets new name servers: until the delegation follows, the environment's names do not resolve.
prevent_destroy = local.env.protected

inputs = {
  # The domain is also the key of every output.
  zones = {
    (local.env.domain) = {
      comment       = "${local.org.name} ${local.env.name}"
      force_destroy = !local.env.protected
    }
  }
}
