resource "aws_secretsmanager_secret_rotation" "this" {
  secret_id           = var.secret_arn
  rotation_lambda_arn = local.function_arn
  rotate_immediately  = var.rotate_immediately

  rotation_rules {
    automatically_after_days = var.automatically_after_days
    duration                 = "2h"
  }

  depends_on = [aws_serverlessapplicationrepository_cloudformation_stack.this, aws_secretsmanager_secret_version.address]
}
