terraform {
  source = "tfr:///terraform-aws-modules/eventbridge/aws?version=${local.env.versions.eventbridge}"
}

locals {
  org  = read_terragrunt_config(find_in_parent_folders("organization.hcl")).locals
  env  = read_terragrunt_config(find_in_parent_folders("env.hcl")).locals
  here = dirname(find_in_parent_folders("region.hcl"))
  name = "${local.org.name}-${local.env.name}"

  # What no metric tells.
  watched = {
    deployment-failed = {
      description = "A rolling deployment failed, and was rolled back"
      pattern     = { source = ["aws.ecs"], detail-type = ["ECS Deployment State Change"], detail = { eventName = ["SERVICE_DEPLOYMENT_FAILED"] } }
    }
    release-failed = {
      description = "CodeDeploy stopped or rolled back a release"
      pattern     = { source = ["aws.codedeploy"], detail-type = ["CodeDeploy Deployment State-change Notification"], detail = { state = ["FAILURE", "STOP"] } }
    }
    service-impaired = {
      description = "ECS cannot place or keep the tasks of a service"
      pattern     = { source = ["aws.ecs"], detail-type = ["ECS Service Action"], detail = { eventType = ["ERROR"] } }
    }
    database-failover = {
      description = "Aurora changed its writer, or could not"
      pattern     = { source = ["aws.rds"], detail-type = ["RDS DB Cluster Event"], detail = { EventCategories = ["failover", "global-failover", "failure"] } }
    }
    backup-failed = {
      description = "A backup or a copy of one did not come about"
      pattern     = { source = ["aws.backup"], detail-type = ["Backup Job State Change", "Copy Job State Change"], detail = { state = ["FAILED", "ABORTED", "EXPIRED"] } }
    }
    threat-found = {
      description = "GuardDuty found something of high severity"
      pattern     = { source = ["aws.guardduty"], detail-type = ["GuardDuty Finding"], detail = { severity = [{ numeric = [">=", 7] }] } }
    }
    image-vulnerable = {
      description = "A scan of an image found something critical"
      pattern     = { source = ["aws.inspector2"], detail-type = ["Inspector2 Finding"], detail = { severity = ["CRITICAL"], status = ["ACTIVE"] } }
    }
    certificate-expiring = {
      description = "ACM could not renew a certificate: mostly its record is gone"
      pattern     = { source = ["aws.acm"], detail-type = ["ACM Certificate Approaching Expiration", "ACM Certificate Renewal Action Required"] }
    }
    aws-health = {
      description = "AWS says that it has a problem, or will do maintenance"
      pattern     = { source = ["aws.health"], detail-type = ["AWS Health Event"] }
    }
  }
}

dependency "alarms" {
  config_path = "${local.here}/monitoring/sns-alarms"
}

inputs = {
  create_bus          = false # AWS's own events come on the default one
  create_role         = false # a topic is written by its own policy
  append_rule_postfix = false

  rules = {
    for rule, watch in local.watched : "${local.name}-${rule}" => {
      description   = watch.description
      event_pattern = jsonencode(watch.pattern)
    }
  }

  # A target's name is unique across rules, or one silently takes the other's place.
  targets = {
    for rule in keys(local.watched) : "${local.name}-${rule}" => [{ name = rule, arn = dependency.alarms.outputs.topic_arn }]
  }
}
