terraform {
  source = "tfr:///terraform-aws-modules/kms/aws?version=${local.env.versions.kms}"
}

locals {
  org     = read_terragrunt_config(find_in_parent_folders("organization.hcl")).locals
  account = read_terragrunt_config(find_in_parent_folders("account.hcl")).locals
  env     = read_terragrunt_config(find_in_parent_folders("env.hcl")).locals
  region  = read_terragrunt_config(find_in_parent_folders("region.hcl")).locals
  global  = read_terragrunt_config("${dirname(find_in_parent_folders("env.hcl"))}/global/region.hcl").locals

  auto_scaling = "arn:aws:iam::${local.account.id}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling"
  trail        = "arn:aws:cloudtrail:${local.global.name}:${local.account.id}:trail/${local.org.name}-${local.env.name}"
}

# What this key has encrypted is lost with it.
prevent_destroy = local.env.protected

inputs = {
  description = "${local.org.name} ${local.env.name}: data at rest in ${local.region.name}"
  aliases     = ["${local.org.name}-${local.env.name}"]

  enable_key_rotation     = true
  rotation_period_in_days = 365
  deletion_window_in_days = local.env.protected ? 30 : 7

  # Roles of the account get access by their own policies (the default statement). Services that act without a role of
  # ours are named here, each held to this account.
  key_statements = {
    logs = {
      sid       = "CloudWatchLogs"
      actions   = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"]
      resources = ["*"]

      principals = [{
        type        = "Service"
        identifiers = ["logs.${local.region.name}.amazonaws.com"]
      }]

      conditions = [{
        test     = "ArnLike"
        variable = "kms:EncryptionContext:aws:logs:arn"
        values   = ["arn:aws:logs:${local.region.name}:${local.account.id}:log-group:*"]
      }]
    }

    # An alarm or an event that cannot use the topic's key is dropped without a word.
    alerts = {
      sid       = "AlarmsAndEvents"
      actions   = ["kms:Decrypt", "kms:GenerateDataKey*"]
      resources = ["*"]

      principals = [{
        type        = "Service"
        identifiers = ["cloudwatch.amazonaws.com", "events.amazonaws.com"]
      }]

      conditions = [{
        test     = "StringEquals"
        variable = "aws:SourceAccount"
        values   = [local.account.id]
      }]
    }

    # The account's trail is encrypted where its bucket is: in the primary region.
    trail = {
      sid        = "CloudTrail"
      actions    = ["kms:DescribeKey", "kms:GenerateDataKey*"]
      resources  = ["*"]
      principals = [{ type = "Service", identifiers = ["cloudtrail.amazonaws.com"] }]
      conditions = [{ test = "ArnEquals", variable = "aws:SourceArn", values = [local.trail] }]
    }

    # The CDNs read models that this key has encrypted.
    cdn = {
      sid       = "Distributions"
      actions   = ["kms:Decrypt"]
      resources = ["*"]

      principals = [{
        type        = "Service"
        identifiers = ["cloudfront.amazonaws.com"]
      }]

      conditions = [
        { test = "StringEquals", variable = "aws:SourceAccount", values = [local.account.id] },
        { test = "ArnLike", variable = "aws:SourceArn", values = ["arn:aws:cloudfront::${local.account.id}:distribution/*"] },
      ]
    }

    # Auto Scaling starts instances with encrypted disks by a role that AWS makes with the first group. By condition: a
    # key's policy cannot name a principal that is not there yet.
    instances = {
      sid        = "AutoScaling"
      actions    = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"]
      resources  = ["*"]
      principals = [{ type = "AWS", identifiers = ["*"] }]

      conditions = [{ test = "ArnEquals", variable = "aws:PrincipalArn", values = [local.auto_scaling] }]
    }

    instance-grants = {
      sid        = "AutoScalingGrants"
      actions    = ["kms:CreateGrant"]
      resources  = ["*"]
      principals = [{ type = "AWS", identifiers = ["*"] }]

      conditions = [
        { test = "ArnEquals", variable = "aws:PrincipalArn", values = [local.auto_scaling] },
        { test = "Bool", variable = "kms:GrantIsForAWSResource", values = ["true"] },
      ]
    }
  }
}
