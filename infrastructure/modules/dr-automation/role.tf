# What the automation may do, to these resources and no others.

data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}

locals {
  account   = data.aws_caller_identity.current.account_id
  partition = data.aws_partition.current.partition
}

resource "aws_iam_role" "automation" {
  name               = "${var.name}-failover"
  description        = "Systems Manager fails ${var.name} over with it"
  assume_role_policy = data.aws_iam_policy_document.trust["ssm.amazonaws.com"].json

  tags = var.tags
}

data "aws_iam_policy_document" "trust" {
  for_each = toset(["ssm.amazonaws.com", "events.amazonaws.com"])

  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = [each.key]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account]
    }
  }
}

resource "aws_iam_role_policy" "automation" {
  name   = "failover"
  role   = aws_iam_role.automation.id
  policy = data.aws_iam_policy_document.automation.json
}

data "aws_iam_policy_document" "automation" {
  statement {
    sid       = "Database"
    actions   = ["rds:DescribeGlobalClusters", "rds:FailoverGlobalCluster", "rds:SwitchoverGlobalCluster"]
    resources = ["arn:${local.partition}:rds::${local.account}:global-cluster:${var.global_cluster_id}", var.primary.cluster_arn, var.secondary.cluster_arn]
  }

  dynamic "statement" {
    for_each = compact([var.global_replication_group_id])

    content {
      sid     = "Sessions"
      actions = ["elasticache:DescribeGlobalReplicationGroups", "elasticache:FailoverGlobalReplicationGroup"]
      resources = [
        "arn:${local.partition}:elasticache::${local.account}:globalreplicationgroup:${statement.value}",
        "arn:${local.partition}:elasticache:${var.secondary.region}:${local.account}:replicationgroup:${var.secondary.replication_group_id}",
      ]
    }
  }

  statement {
    sid       = "Service"
    actions   = ["application-autoscaling:DescribeScalableTargets", "application-autoscaling:RegisterScalableTarget"]
    resources = ["arn:${local.partition}:application-autoscaling:${var.secondary.region}:${local.account}:scalable-target/*"]
  }

  dynamic "statement" {
    for_each = var.endpoint_groups[*]

    content {
      sid       = "Traffic"
      actions   = ["globalaccelerator:UpdateEndpointGroup"]
      resources = [statement.value.primary, statement.value.secondary]
    }
  }

  statement {
    sid       = "Names"
    actions   = ["route53:UpdateHealthCheck"]
    resources = ["arn:${local.partition}:route53:::healthcheck/${var.primary.health_check_id}"]
  }

  statement {
    sid       = "Ask"
    actions   = ["sns:Publish"]
    resources = [var.sns_topic_arn]
  }
}
