# One document from one table: every attach_* switch puts its rows in.
locals {
  arn     = try(local.bucket.arn, "")
  objects = "${local.arn}/*"
  here    = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.name}:${data.aws_caller_identity.current.account_id}:*"
  account = data.aws_caller_identity.current.account_id

  # load balancers of regions opened before August 2022 write as an account, which differs by region
  elb_accounts = { eu-central-1 = "054676820928", ap-southeast-1 = "114774131450", us-east-1 = "127311923021" }
  elb_writers  = [for region, id in local.elb_accounts : "arn:${data.aws_partition.current.partition}:iam::${id}:root" if region == data.aws_region.current.name]

  given_to_owner = { test = "StringEquals", variable = "s3:x-amz-acl", values = ["bucket-owner-full-control"] }
  from_account   = { test = "StringEquals", variable = "aws:SourceAccount", values = [local.account] }
  from_logs      = { test = "ArnLike", variable = "aws:SourceArn", values = [local.here] }
  of_lb          = { test = "StringEquals", variable = "aws:ResourceOrgID", values = var.lb_log_delivery_policy_source_organizations }
  of_access      = { test = "StringEquals", variable = "aws:ResourceOrgID", values = var.access_log_delivery_policy_source_organizations }
  from_buckets   = { test = "ForAnyValue:ArnLike", variable = "aws:SourceArn", values = var.access_log_delivery_policy_source_buckets }
  from_accounts  = { test = "ForAnyValue:StringEquals", variable = "aws:SourceAccount", values = var.access_log_delivery_policy_source_accounts }
  kms_or_s3      = try(var.server_side_encryption_configuration.rule.apply_server_side_encryption_by_default.sse_algorithm, "") == "aws:kms" ? "aws:kms" : "AES256"

  allow = [
    { on = var.attach_elb_log_delivery_policy && length(local.elb_writers) > 0, sid = "LoadBalancersWriteAsAccount", type = "AWS", who = local.elb_writers, actions = ["s3:PutObject"], what = local.objects, if = [] },
    { on = var.attach_elb_log_delivery_policy, sid = "LoadBalancersWrite", type = "Service", who = ["logdelivery.elasticloadbalancing.amazonaws.com"], actions = ["s3:PutObject"], what = local.objects, if = [] },
    { on = var.attach_lb_log_delivery_policy, sid = "LogDeliveryWrite", type = "Service", who = ["delivery.logs.amazonaws.com"], actions = ["s3:PutObject"], what = local.objects, if = [local.given_to_owner, local.of_lb] },
    { on = var.attach_lb_log_delivery_policy, sid = "LogDeliveryRead", type = "Service", who = ["delivery.logs.amazonaws.com"], actions = ["s3:GetBucketAcl", "s3:ListBucket"], what = local.arn, if = [local.of_lb] },
    { on = var.attach_access_log_delivery_policy, sid = "AccessLogsWrite", type = "Service", who = ["logging.s3.amazonaws.com"], actions = ["s3:PutObject"], what = local.objects, if = [local.from_buckets, local.from_accounts, local.of_access] },
    { on = var.attach_access_log_delivery_policy, sid = "AccessLogsRead", type = "Service", who = ["logging.s3.amazonaws.com"], actions = ["s3:GetBucketAcl"], what = local.arn, if = [local.of_access] },
    { on = var.attach_cloudtrail_log_delivery_policy, sid = "TrailWrite", type = "Service", who = ["cloudtrail.amazonaws.com"], actions = ["s3:PutObject"], what = "${local.arn}/AWSLogs/*", if = [local.given_to_owner] },
    { on = var.attach_cloudtrail_log_delivery_policy, sid = "TrailRead", type = "Service", who = ["cloudtrail.amazonaws.com"], actions = ["s3:GetBucketAcl"], what = local.arn, if = [] },
    { on = var.attach_waf_log_delivery_policy, sid = "FirewallWrite", type = "Service", who = ["delivery.logs.amazonaws.com"], actions = ["s3:PutObject"], what = "${local.arn}/AWSLogs/${local.account}/*", if = [local.given_to_owner, local.from_account, local.from_logs] },
    { on = var.attach_waf_log_delivery_policy, sid = "FirewallRead", type = "Service", who = ["delivery.logs.amazonaws.com"], actions = ["s3:GetBucketAcl"], what = local.arn, if = [local.from_account, local.from_logs] },
  ]

  deny = [
    { on = var.attach_deny_insecure_transport_policy, sid = "NoPlainHTTP", actions = ["s3:*"], what = [local.arn, local.objects], test = "Bool", variable = "aws:SecureTransport", value = "false" },
    { on = var.attach_require_latest_tls_policy, sid = "NoOldTLS", actions = ["s3:*"], what = [local.arn, local.objects], test = "NumericLessThan", variable = "s3:TlsVersion", value = "1.2" },
    { on = var.attach_deny_incorrect_encryption_headers, sid = "NoOtherEncryption", actions = ["s3:PutObject"], what = [local.objects], test = "StringNotEquals", variable = "s3:x-amz-server-side-encryption", value = local.kms_or_s3 },
    { on = var.attach_deny_incorrect_kms_key_sse, sid = "NoOtherKey", actions = ["s3:PutObject"], what = [local.objects], test = "StringNotEquals", variable = "s3:x-amz-server-side-encryption-aws-kms-key-id", value = var.allowed_kms_key_arn },
    { on = var.attach_deny_unencrypted_object_uploads, sid = "NoPlainUploads", actions = ["s3:PutObject"], what = [local.objects], test = "Null", variable = "s3:x-amz-server-side-encryption", value = "true" },
    { on = var.attach_deny_ssec_encrypted_object_uploads, sid = "NoCustomerKeys", actions = ["s3:PutObject"], what = [local.objects], test = "Null", variable = "s3:x-amz-server-side-encryption-customer-algorithm", value = "false" },
  ]

  attach = local.create && (var.attach_policy || anytrue([for row in concat(local.allow[*].on, local.deny[*].on) : row]))
}

data "aws_iam_policy_document" "this" {
  count = local.attach ? 1 : 0

  source_policy_documents = var.attach_policy ? [var.policy] : []

  dynamic "statement" {
    for_each = [for row in local.allow : row if row.on]
    content {
      sid       = statement.value.sid
      actions   = statement.value.actions
      resources = [statement.value.what]

      principals {
        type        = statement.value.type
        identifiers = statement.value.who
      }

      dynamic "condition" {
        for_each = [for rule in statement.value.if : rule if length(rule.values) > 0]
        content {
          test     = condition.value.test
          variable = condition.value.variable
          values   = condition.value.values
        }
      }
    }
  }

  dynamic "statement" {
    for_each = [for row in local.deny : row if row.on]
    content {
      sid       = statement.value.sid
      effect    = "Deny"
      actions   = statement.value.actions
      resources = statement.value.what

      principals {
        type        = "*"
        identifiers = ["*"]
      }

      condition {
        test     = statement.value.test
        variable = statement.value.variable
        values   = [statement.value.value]
      }
    }
  }
}

resource "aws_s3_bucket_policy" "this" {
  count = local.attach ? 1 : 0

  bucket = local.bucket.id
  policy = data.aws_iam_policy_document.this[0].json

  depends_on = [aws_s3_bucket_public_access_block.this]
}
