terraform {
  source = "${dirname(find_in_parent_folders("root.hcl"))}/modules//log-groups"
}

locals {
  org  = read_terragrunt_config(find_in_parent_folders("organization.hcl")).locals
  env  = read_terragrunt_config(find_in_parent_folders("env.hcl")).locals
  here = dirname(find_in_parent_folders("region.hcl"))
  name = "${local.org.name}-${local.env.name}"
}

dependency "kms" {
  config_path = "${local.here}/security/kms"
}

# All groups in one place: what AWS makes on the fly is kept for ever, and not with our key.
inputs = {
  kms_key_arn       = dependency.kms.outputs.key_arn
  retention_in_days = local.env.log_days

  groups = merge(
    { for service, _ in local.org.services : service => "/ecs/${local.name}/${service}" },
    {
      collector = "/ecs/${local.name}/collector"
      exec      = "/ecs/${local.name}/exec" # what was typed in a shell, see ecs-cluster

      # Container Insights writes to the group of this name and no other.
      container-insights = "/aws/ecs/containerinsights/${local.name}/performance"

      redis-engine = "/elasticache/${local.name}/engine"
      redis-slow   = "/elasticache/${local.name}/slow"
      postgresql   = "/aws/rds/cluster/${local.name}/postgresql" # RDS writes to this name and no other

      # AWS WAF delivers only to groups whose name starts like this.
      waf = "aws-waf-logs-${local.name}"
    },
  )
}
