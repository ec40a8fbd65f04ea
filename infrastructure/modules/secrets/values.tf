# The values pass through Terraform and stay nowhere: neither in a plan nor in a state. Rotation changes them later, and
# nothing here takes that back: a value is written again only when its version is raised.

ephemeral "aws_secretsmanager_random_password" "this" {
  for_each = local.generated

  password_length = each.value.length

  # A password stands in connection strings, which give these a meaning.
  exclude_characters = "/@\"'\\:?#%&+ "
}

resource "aws_secretsmanager_secret_version" "this" {
  for_each = local.generated

  secret_id = aws_secretsmanager_secret.this[each.key].id

  secret_string_wo = each.value.username == null ? ephemeral.aws_secretsmanager_random_password.this[each.key].random_password : jsonencode({
    username = each.value.username
    password = ephemeral.aws_secretsmanager_random_password.this[each.key].random_password
  })
  secret_string_wo_version = each.value.value_version
}
