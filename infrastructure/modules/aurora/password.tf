# The password goes from Secrets Manager to the cluster and is kept in neither plan nor state. After the first time,
# rotation changes both; Terraform writes again only when master_password_version is raised.

ephemeral "aws_secretsmanager_secret_version" "master" {
  count = var.is_primary_cluster ? 1 : 0

  secret_id = var.master_password_secret_arn
}

locals {
  master_password = var.is_primary_cluster ? jsondecode(ephemeral.aws_secretsmanager_secret_version.master[0].secret_string)["password"] : null
}
