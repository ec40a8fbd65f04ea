# The function reads from the secret where the database is. When the secret was made there was none: its address is added
# to the user and password that stand there, once. Nothing of it stays in a plan or a state.

ephemeral "aws_secretsmanager_secret_version" "current" {
  secret_id = var.secret_arn
}

resource "aws_secretsmanager_secret_version" "address" {
  secret_id = var.secret_arn

  secret_string_wo = jsonencode(merge(
    jsondecode(ephemeral.aws_secretsmanager_secret_version.current.secret_string),
    {
      engine              = "postgres"
      host                = var.database.host
      port                = var.database.port
      dbname              = var.database.name
      dbClusterIdentifier = var.database.cluster_id
    },
  ))
  secret_string_wo_version = var.address_version
}
