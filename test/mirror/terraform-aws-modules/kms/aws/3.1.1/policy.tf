# What a principal may do with the key follows from the list of principals that
# names it: one row for each list, and for what DNSSEC needs.
locals {
  root    = try("arn:${data.aws_partition.current[0].partition}:iam::${data.aws_caller_identity.current[0].account_id}:root", "")
  dnssec  = try("dnssec-route53.${data.aws_partition.current[0].dns_suffix}", "")
  encrypt = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"]
  sign    = ["kms:DescribeKey", "kms:GetPublicKey", "kms:Sign"]
  administer = concat(
    [for verb in ["Create", "Delete", "Describe", "Disable", "Enable", "Get", "List", "Put", "Revoke", "Update"] : "kms:${verb}*"],
    [for verb in ["CancelKeyDeletion", "ImportKeyMaterial", "ReplicateKey", "ScheduleKeyDeletion", "TagResource", "UntagResource"] : "kms:${verb}"],
  )

  rows = [
    { sid = "Default", type = "AWS", who = var.enable_default_policy ? [local.root] : [], actions = ["kms:*"], grant = false },
    { sid = "KeyOwner", type = "AWS", who = var.key_owners, actions = ["kms:*"], grant = false },
    { sid = "KeyAdministration", type = "AWS", who = var.key_administrators, actions = local.administer, grant = false },
    { sid = "KeyUsage", type = "AWS", who = var.key_users, actions = local.encrypt, grant = false },
    { sid = "KeyServiceUsage", type = "AWS", who = var.key_service_users, actions = ["kms:CreateGrant", "kms:ListGrants", "kms:RevokeGrant"], grant = true },
    { sid = "KeyServiceRolesASG", type = "AWS", who = var.key_service_roles_for_autoscaling, actions = local.encrypt, grant = false },
    { sid = "KeyServiceRolesASGPersistentVol", type = "AWS", who = var.key_service_roles_for_autoscaling, actions = ["kms:CreateGrant"], grant = true },
    { sid = "KeySymmetricEncryption", type = "AWS", who = var.key_symmetric_encryption_users, actions = local.encrypt, grant = false },
    { sid = "KeyHMAC", type = "AWS", who = var.key_hmac_users, actions = ["kms:DescribeKey", "kms:GenerateMac", "kms:VerifyMac"], grant = false },
    { sid = "KeyAsymmetricPublicEncryption", type = "AWS", who = var.key_asymmetric_public_encryption_users, actions = setunion(setsubtract(local.encrypt, ["kms:GenerateDataKey*"]), ["kms:GetPublicKey"]), grant = false },
    { sid = "KeyAsymmetricSignVerify", type = "AWS", who = var.key_asymmetric_sign_verify_users, actions = concat(local.sign, ["kms:Verify"]), grant = false },
    { sid = "Route53DnssecService", type = "Service", who = var.enable_route53_dnssec ? [local.dnssec] : [], actions = local.sign, grant = false },
    { sid = "Route53DnssecGrant", type = "Service", who = var.enable_route53_dnssec ? [local.dnssec] : [], actions = ["kms:CreateGrant"], grant = true },
  ]
}

data "aws_iam_policy_document" "this" {
  count = var.create ? 1 : 0

  source_policy_documents   = var.source_policy_documents
  override_policy_documents = var.override_policy_documents

  dynamic "statement" {
    for_each = [for row in local.rows : row if length(row.who) > 0]
    content {
      sid       = statement.value.sid
      actions   = statement.value.actions
      resources = ["*"]

      principals {
        type        = statement.value.type
        identifiers = statement.value.who
      }

      dynamic "condition" {
        for_each = statement.value.grant ? ["true"] : []
        content {
          test     = "Bool"
          variable = "kms:GrantIsForAWSResource"
          values   = [condition.value]
        }
      }
    }
  }

  dynamic "statement" {
    for_each = var.key_statements
    iterator = given
    content {
      sid           = lookup(given.value, "sid", null)
      effect        = lookup(given.value, "effect", null)
      actions       = lookup(given.value, "actions", null)
      not_actions   = lookup(given.value, "not_actions", null)
      resources     = lookup(given.value, "resources", null)
      not_resources = lookup(given.value, "not_resources", null)

      dynamic "principals" {
        for_each = lookup(given.value, "principals", [])
        content {
          type        = principals.value.type
          identifiers = principals.value.identifiers
        }
      }

      dynamic "not_principals" {
        for_each = lookup(given.value, "not_principals", [])
        content {
          type        = not_principals.value.type
          identifiers = not_principals.value.identifiers
        }
      }

      dynamic "condition" {
        for_each = lookup(given.value, "conditions", [])
        content {
          test     = condition.value.test
          variable = condition.value.variable
          values   = condition.value.values
        }
      }
    }
  }
}
