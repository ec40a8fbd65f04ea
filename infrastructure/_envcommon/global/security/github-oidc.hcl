terraform {
  source = "${dirname(find_in_parent_folders("root.hcl"))}/modules//github-oidc"
}

locals {
  org     = read_terragrunt_config(find_in_parent_folders("organization.hcl")).locals
  account = read_terragrunt_config(find_in_parent_folders("account.hcl")).locals
  env     = read_terragrunt_config(find_in_parent_folders("env.hcl")).locals
  name    = "${local.org.name}-${local.env.name}"
  regions = compact(values(local.env.regions))
}

inputs = {
  name        = "${local.name}-github"
  repository  = local.org.repository
  environment = local.env.name # of GitHub: its reviewers say who may apply here

  regions       = local.regions
  state_buckets = [for region in concat(local.regions, ["us-east-1"]) : "${local.org.name}-tfstate-${local.account.id}-${region}"]

  # The database's password is passed on from the secret by a write-only argument: a plan opens it too.
  plan_secrets = ["${local.name}/database"]
  key_alias    = "alias/${local.name}"

  # What the units of this repository make, by the prefix of its actions.
  services = [
    "access-analyzer", "acm", "application-autoscaling", "autoscaling", "autoscaling-plans", "backup", "backup-storage", "budgets", "ce",
    "cloudformation", "cloudfront", "cloudtrail", "cloudwatch", "codedeploy", "config", "ec2", "ecr", "ecs", "elasticache",
    "elasticfilesystem", "elasticloadbalancing", "events", "globalaccelerator", "guardduty", "inspector2", "kms", "lambda", "logs", "rds",
    "route53", "s3", "secretsmanager", "securityhub", "serverlessrepo", "servicediscovery", "shield", "sns", "sqs", "ssm", "tag", "wafv2", "xray",
  ]
}
