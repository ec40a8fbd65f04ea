terraform {
  source = "${dirname(find_in_parent_folders("root.hcl"))}/modules//security-groups"
}

locals {
  org    = read_terragrunt_config(find_in_parent_folders("organization.hcl")).locals
  env    = read_terragrunt_config(find_in_parent_folders("env.hcl")).locals
  region = read_terragrunt_config(find_in_parent_folders("region.hcl")).locals
  here   = dirname(find_in_parent_folders("region.hcl"))

  port = {
    api       = local.org.services.api.port
    inference = local.org.services.inference.port
    database  = 5432
    cache     = 6379
    files     = 2049
  }

  # From, to, port, why. Each pair is the one who may speak and the one who listens.
  pairs = [
    ["internet", "alb", 443, "Clients"],
    ["internet", "alb", 80, "Clients that are redirected to HTTPS"],
    ["alb", "api", local.port.api, "Requests and health checks"],
    ["alb", "inference", local.port.inference, "Requests and health checks"],

    ["api", "inference", local.port.inference, "Predictions, by the private name"],
    ["worker", "inference", local.port.inference, "Predictions, by the private name"],

    ["api", "database", local.port.database, "Queries"],
    ["worker", "database", local.port.database, "Queries"],
    ["rotation", "database", local.port.database, "Setting and testing a new password"],
    ["api", "cache", local.port.cache, "Sessions"],
    ["worker", "cache", local.port.cache, "Sessions"],
    ["api", "files", local.port.files, "Shared models"],
    ["inference", "files", local.port.files, "Shared models"],

    ["api", "endpoints", 443, "AWS services without the internet"],
    ["worker", "endpoints", 443, "AWS services without the internet"],
    ["inference", "endpoints", 443, "AWS services without the internet"],
    ["gpu", "endpoints", 443, "AWS services without the internet"],
    ["rotation", "endpoints", 443, "The secret it rotates"],

    ["api", "s3", 443, "Artifacts and image layers"],
    ["worker", "s3", 443, "Artifacts and image layers"],
    ["inference", "s3", 443, "Models"],
    ["gpu", "s3", 443, "Image layers"],

    # AWS services that the region has no endpoint for, public images, and what the tools themselves call. HTTPS only.
    ["api", "internet", 443, "Third parties and services without an endpoint"],
    ["worker", "internet", 443, "Third parties and services without an endpoint"],
    ["inference", "internet", 443, "Services without an endpoint"],
    ["gpu", "internet", 443, "Services without an endpoint"],
  ]
}

dependency "vpc" {
  config_path = "${local.here}/network/vpc"
}

inputs = {
  name        = "${local.org.name}-${local.env.name}"
  vpc_id      = dependency.vpc.outputs.vpc_id
  enable_ipv6 = local.env.ipv6

  roles = {
    alb       = "Load balancer"
    api       = "API tasks"
    worker    = "Worker tasks"
    inference = "Inference tasks"
    gpu       = "GPU instances that host inference tasks"
    endpoints = "Interface endpoints of AWS services"
    database  = "Aurora"
    cache     = "Redis"
    files     = "EFS mount targets"
    rotation  = "Function that rotates the database password"
  }

  flows = {
    for p in local.pairs : "${p[0]}-${p[1]}-${p[2]}" => {
      from        = p[0]
      to          = p[1]
      port        = p[2]
      description = p[3]
    }
  }
}
