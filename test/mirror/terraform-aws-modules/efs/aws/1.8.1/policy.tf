locals {
  anyone = [{ type = "AWS", identifiers = ["*"] }]

  standard = [for statement, asked in {
    deny  = var.deny_nonsecure_transport
    mount = var.deny_nonsecure_transport_via_mount_target
  } : statement if asked]

  standards = {
    deny = {
      sid        = "NonSecureTransport"
      effect     = "Deny"
      actions    = ["*"]
      principals = local.anyone
      conditions = [{ test = "Bool", variable = "aws:SecureTransport", values = ["false"] }]
    }
    # as the module's name for it does not say, this one allows: through a mount target, who can reach one may use it
    mount = {
      sid        = "NonSecureTransportAccessedViaMountTarget"
      effect     = "Allow"
      actions    = formatlist("elasticfilesystem:Client%s", ["Mount", "RootAccess", "Write"])
      principals = local.anyone
      conditions = [{ test = "Bool", variable = "elasticfilesystem:AccessedViaMountTarget", values = ["true"] }]
    }
  }

  given = try(jsondecode(var.policy_statements), var.policy_statements)
}

data "aws_iam_policy_document" "this" {
  count = var.create && var.attach_policy ? 1 : 0

  source_policy_documents   = var.source_policy_documents
  override_policy_documents = var.override_policy_documents

  dynamic "statement" {
    for_each = concat([for statement in local.given : statement], [for name in local.standard : local.standards[name]])
    content {
      sid           = try(statement.value.sid, null)
      effect        = try(statement.value.effect, null)
      actions       = try(statement.value.actions, null)
      not_actions   = try(statement.value.not_actions, null)
      resources     = try(statement.value.resources, [local.files.arn])
      not_resources = try(statement.value.not_resources, null)

      dynamic "principals" {
        for_each = try(statement.value.principals, [])
        content {
          type        = principals.value.type
          identifiers = principals.value.identifiers
        }
      }

      dynamic "not_principals" {
        for_each = try(statement.value.not_principals, [])
        content {
          type        = not_principals.value.type
          identifiers = not_principals.value.identifiers
        }
      }

      dynamic "condition" {
        for_each = try(statement.value.conditions, statement.value.condition, [])
        content {
          test     = condition.value.test
          variable = condition.value.variable
          values   = condition.value.values
        }
      }
    }
  }
}

resource "aws_efs_file_system_policy" "this" {
  count = var.create && var.attach_policy ? 1 : 0

  file_system_id                     = local.files.id
  policy                             = data.aws_iam_policy_document.this[0].json
  bypass_policy_lockout_safety_check = var.bypass_policy_lockout_safety_check
}
