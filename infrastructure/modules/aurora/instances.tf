resource "aws_rds_cluster_instance" "this" {
  for_each = var.instances

  identifier         = "${var.name}-${each.key}"
  cluster_identifier = aws_rds_cluster.this.id
  engine             = aws_rds_cluster.this.engine
  engine_version     = aws_rds_cluster.this.engine_version
  instance_class     = each.value.instance_class
  promotion_tier     = each.value.promotion_tier

  publicly_accessible        = false
  auto_minor_version_upgrade = false # a version is tried in dev first
  copy_tags_to_snapshot      = true
  ca_cert_identifier         = var.ca_cert_identifier

  monitoring_interval = var.monitoring_interval
  monitoring_role_arn = one(aws_iam_role.monitoring[*].arn)

  performance_insights_enabled          = true
  performance_insights_kms_key_id       = var.kms_key_id
  performance_insights_retention_period = aws_rds_cluster.this.performance_insights_retention_period

  tags = var.tags
}
