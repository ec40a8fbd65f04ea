locals {
  people = { for name, user in var.users : name => user if var.create }
  group  = var.create && var.create_group
  tags   = merge(var.tags, { terraform-aws-modules = "elasticache" })
}

# everybody who gives no name
resource "aws_elasticache_user" "default" {
  count = var.create && var.create_default_user ? 1 : 0

  user_id              = var.default_user.user_id
  user_name            = "default"
  engine               = lookup(var.default_user, "engine", "REDIS")
  access_string        = lookup(var.default_user, "access_string", "on ~* +@read")
  no_password_required = lookup(var.default_user, "no_password_required", null)
  passwords            = lookup(var.default_user, "passwords", null)
  tags                 = local.tags

  dynamic "authentication_mode" {
    for_each = compact([lookup(lookup(var.default_user, "authentication_mode", {}), "type", "")])
    content {
      type      = authentication_mode.value
      passwords = lookup(var.default_user.authentication_mode, "passwords", null)
    }
  }
}

resource "aws_elasticache_user" "this" {
  for_each = local.people

  user_id              = lookup(each.value, "user_id", each.key)
  user_name            = lookup(each.value, "user_name", each.key)
  engine               = lookup(each.value, "engine", "REDIS")
  access_string        = each.value.access_string
  no_password_required = lookup(each.value, "no_password_required", null)
  passwords            = lookup(each.value, "passwords", null)
  tags                 = merge(local.tags, lookup(each.value, "tags", {}))

  dynamic "authentication_mode" {
    for_each = compact([lookup(lookup(each.value, "authentication_mode", {}), "type", "")])
    content {
      type      = authentication_mode.value
      passwords = lookup(each.value.authentication_mode, "passwords", null)
    }
  }
}

resource "aws_elasticache_user_group" "this" {
  count = local.group ? 1 : 0

  user_group_id = var.user_group_id
  engine        = var.engine
  user_ids      = [one(concat(aws_elasticache_user.default[*].user_id, var.create_default_user ? [] : [var.default_user_id]))]
  tags          = local.tags

  lifecycle {
    ignore_changes = [user_ids] # those who join later do so below
  }
}

resource "aws_elasticache_user_group_association" "this" {
  for_each = local.people

  user_group_id = local.group ? aws_elasticache_user_group.this[0].user_group_id : each.value.user_group_id
  user_id       = aws_elasticache_user.this[each.key].user_id
}
