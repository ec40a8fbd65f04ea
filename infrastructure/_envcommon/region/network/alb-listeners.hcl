terraform {
  source = "${dirname(find_in_parent_folders("root.hcl"))}/modules//alb-listeners"
}

locals {
  org  = read_terragrunt_config(find_in_parent_folders("organization.hcl")).locals
  here = dirname(find_in_parent_folders("region.hcl"))
}

dependency "alb" {
  config_path = "${local.here}/network/alb"
}

dependency "acm" {
  config_path = "${local.here}/security/acm"
}

inputs = {
  load_balancer_arn = dependency.alb.outputs.arn
  certificate_arn   = dependency.acm.outputs.acm_certificate_arn

  # The api answers what no rule claims: CodeDeploy moves the default action with the rules that lead to the same group.
  default_target_group_arn = dependency.alb.outputs.target_groups["blue"].arn

  rules = {
    inference = {
      priority         = 10
      paths            = ["/v1/inference", "/v1/inference/*"]
      target_group_arn = dependency.alb.outputs.target_groups["inference"].arn
    }
    api = {
      priority         = 20
      paths            = ["/v1/*", local.org.health_path]
      target_group_arn = dependency.alb.outputs.target_groups["blue"].arn
      blue_green       = true
    }
  }
}
