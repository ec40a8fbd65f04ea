terraform {
  source = "tfr:///terraform-aws-modules/alb/aws?version=${local.env.versions.alb}"
}

locals {
  org  = read_terragrunt_config(find_in_parent_folders("organization.hcl")).locals
  env  = read_terragrunt_config(find_in_parent_folders("env.hcl")).locals
  here = dirname(find_in_parent_folders("region.hcl"))
  name = "${local.org.name}-${local.env.name}"

  # Blue and green are the api twice: CodeDeploy starts the new tasks in the idle one, then moves the listener.
  ports = {
    blue      = local.org.services.api.port
    green     = local.org.services.api.port
    inference = local.org.services.inference.port
  }
}

dependency "vpc" {
  config_path = "${local.here}/network/vpc"
}

dependency "security_groups" {
  config_path = "${local.here}/network/security-groups"
}

dependency "logs" {
  config_path = "${local.here}/storage/s3-logs"
}

dependency "waf" {
  config_path = "${local.here}/security/waf"
}

# Listeners are the unit alb-listeners: this module's know no ignore_changes, and would take back what CodeDeploy moved.
inputs = {
  name            = local.name
  vpc_id          = dependency.vpc.outputs.vpc_id
  subnets         = dependency.vpc.outputs.public_subnets
  ip_address_type = local.env.ipv6 ? "dualstack" : "ipv4"

  create_security_group = false
  security_groups       = [dependency.security_groups.outputs.ids["alb"]]

  enable_deletion_protection = local.env.protected
  idle_timeout               = 120 # a streamed answer may pause for longer than the usual 60 s

  access_logs = {
    bucket = dependency.logs.outputs.s3_bucket_id
    prefix = "alb"
  }

  associate_web_acl = true
  web_acl_arn       = dependency.waf.outputs.web_acl_arn

  target_groups = {
    for key, port in local.ports : key => {
      name                 = "${local.name}-${key}"
      port                 = port
      protocol             = "HTTP"
      target_type          = "ip"  # the only one Fargate takes
      create_attachment    = false # ECS registers its tasks
      deregistration_delay = 60    # what a stopping task has to finish a request

      health_check = {
        path                = local.org.health_path
        matcher             = "200"
        interval            = 15
        timeout             = 5
        healthy_threshold   = 2
        unhealthy_threshold = 3
      }
    }
  }
}
