# The frame that regional clusters join: one of them writes, the others follow within a second or so.

resource "aws_rds_global_cluster" "this" {
  global_cluster_identifier = var.name
  engine                    = "aurora-postgresql"
  engine_version            = var.engine_version
  storage_encrypted         = true
  deletion_protection       = var.deletion_protection
  force_destroy             = var.force_destroy

  tags = var.tags
}
