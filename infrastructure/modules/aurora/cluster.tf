resource "aws_rds_cluster" "this" {
  cluster_identifier        = var.name
  global_cluster_identifier = var.global_cluster_identifier

  engine         = "aurora-postgresql"
  engine_mode    = "provisioned" # Serverless v2 is a class of instance, not a mode
  engine_version = var.engine_version
  port           = var.port

  # A secondary gets its data, the users and their passwords with it, from the primary.
  database_name               = var.is_primary_cluster ? var.database_name : null
  master_username             = var.is_primary_cluster ? var.master_username : null
  master_password_wo          = local.master_password
  master_password_wo_version  = var.is_primary_cluster ? var.master_password_version : null
  allow_major_version_upgrade = false

  db_subnet_group_name            = var.db_subnet_group_name
  vpc_security_group_ids          = var.vpc_security_group_ids
  db_cluster_parameter_group_name = aws_rds_cluster_parameter_group.this.name

  storage_encrypted = true
  kms_key_id        = var.kms_key_id

  iam_database_authentication_enabled = true

  backup_retention_period      = var.backup_retention_period
  preferred_backup_window      = var.preferred_backup_window
  preferred_maintenance_window = var.preferred_maintenance_window
  copy_tags_to_snapshot        = true
  deletion_protection          = var.deletion_protection
  skip_final_snapshot          = var.skip_final_snapshot
  final_snapshot_identifier    = var.skip_final_snapshot ? null : "${var.name}-final"

  enabled_cloudwatch_logs_exports       = var.enabled_cloudwatch_logs_exports
  database_insights_mode                = var.database_insights_mode
  performance_insights_enabled          = true
  performance_insights_kms_key_id       = var.kms_key_id
  performance_insights_retention_period = var.database_insights_mode == "advanced" ? 465 : 7 # what each mode asks for

  serverlessv2_scaling_configuration {
    min_capacity = var.serverlessv2_scaling_configuration.min_capacity
    max_capacity = var.serverlessv2_scaling_configuration.max_capacity
  }

  tags = var.tags

  lifecycle {
    # A failover moves a cluster out of its global database, or swaps the roles: a plan that took it back would replace
    # the database.
    ignore_changes = [global_cluster_identifier, replication_source_identifier]
  }
}
