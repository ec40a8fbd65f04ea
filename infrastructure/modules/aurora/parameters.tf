locals {
  parameters = merge(
    {
      "rds.force_ssl"              = { value = "1", apply_method = "immediate" }
      "log_min_duration_statement" = { value = "1000", apply_method = "immediate" } # ms: slow statements, without their values
      "log_parameter_max_length"   = { value = "0", apply_method = "immediate" }    # values may be personal: none in the logs
    },
    # Writes wait when every secondary is further behind than this: rather slow than lost.
    # https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database-disaster-recovery.html
    var.rpo_seconds == null ? {} : { "rds.global_db_rpo" = { value = tostring(var.rpo_seconds), apply_method = "immediate" } },
  )
}

resource "aws_rds_cluster_parameter_group" "this" {
  name_prefix = "${var.name}-"
  description = "Cluster ${var.name}"
  family      = "aurora-postgresql${split(".", var.engine_version)[0]}"

  dynamic "parameter" {
    for_each = local.parameters

    content {
      name         = parameter.key
      value        = parameter.value.value
      apply_method = parameter.value.apply_method
    }
  }

  tags = var.tags

  # A new major version is a new group: the old one is in use until the cluster has it.
  lifecycle {
    create_before_destroy = true
  }
}
