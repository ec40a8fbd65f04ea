locals {
  alias_names = merge(
    { for name in var.aliases : name => name },
    { for key, alias in var.computed_aliases : key => alias.name },
  )
}

resource "aws_kms_alias" "this" {
  for_each = { for key, name in local.alias_names : key => name if var.create }

  name          = var.aliases_use_name_prefix ? null : "alias/${each.value}"
  name_prefix   = var.aliases_use_name_prefix ? "alias/${each.value}-" : null
  target_key_id = local.made.key_id
}

resource "aws_kms_grant" "this" {
  for_each = { for key, grant in var.grants : key => grant if var.create }

  name                  = lookup(each.value, "name", each.key)
  key_id                = local.made.key_id
  grantee_principal     = each.value.grantee_principal
  retiring_principal    = lookup(each.value, "retiring_principal", null)
  operations            = each.value.operations
  grant_creation_tokens = lookup(each.value, "grant_creation_tokens", null)
  retire_on_delete      = lookup(each.value, "retire_on_delete", null)

  dynamic "constraints" {
    for_each = [for rule in [lookup(each.value, "constraints", {})] : rule if length(rule) > 0]
    content {
      encryption_context_equals = lookup(constraints.value, "encryption_context_equals", null)
      encryption_context_subset = lookup(constraints.value, "encryption_context_subset", null)
    }
  }
}
