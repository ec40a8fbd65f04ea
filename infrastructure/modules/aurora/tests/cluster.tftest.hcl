provider "aws" {
  region = "eu-central-1"
}

variables {
  name                       = "ai-tools-test"
  engine_version             = "16.6"
  database_name              = "platform"
  master_password_secret_arn = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:ai-tools-test/database-AbCdEf"
  db_subnet_group_name       = "ai-tools-test"
  vpc_security_group_ids     = ["sg-0123456789abcdef0"]
  kms_key_id                 = "arn:aws:kms:eu-central-1:111122223333:key/00000000-0000-4000-8000-000000000000"
  backup_retention_period    = 30

  instances = {
    one = { promotion_tier = 0 }
    two = {}
  }
  serverlessv2_scaling_configuration = { min_capacity = 0.5, max_capacity = 4 }
}

run "a_cluster_alone" {
  assert {
    condition     = aws_rds_cluster.this.storage_encrypted && aws_rds_cluster.this.deletion_protection && aws_rds_cluster.this.backup_retention_period == 30
    error_message = "encrypted, protected, backed up"
  }

  assert {
    condition     = aws_rds_cluster.this.master_password_wo == null && aws_rds_cluster.this.master_password == null
    error_message = "no password in the state"
  }

  assert {
    condition     = aws_rds_cluster_parameter_group.this.family == "aurora-postgresql16" && aws_rds_cluster_instance.this["two"].instance_class == "db.serverless"
    error_message = "the family follows the version"
  }

  assert {
    condition     = length(aws_appautoscaling_target.readers) == 0 && length(aws_iam_role.monitoring) == 1
    error_message = "scaling is asked for, monitoring is there"
  }
}

run "advanced_insights_keep_15_months" {
  variables {
    database_insights_mode = "advanced"
  }

  assert {
    condition     = aws_rds_cluster.this.performance_insights_retention_period == 465
    error_message = "AWS asks for 465 days"
  }
}

run "a_secondary_has_no_owner_of_its_own" {
  variables {
    name                       = "ai-tools-second"
    is_primary_cluster         = false
    global_cluster_identifier  = "ai-tools-test"
    master_password_secret_arn = null
  }

  assert {
    condition     = aws_rds_cluster.this.master_password_wo_version == null && output.cluster_database_name == "platform"
    error_message = "it follows the primary"
  }
}

run "a_secondary_without_a_global_database_is_refused" {
  command = plan

  variables {
    is_primary_cluster = false
  }

  expect_failures = [var.global_cluster_identifier]
}

run "readers_scale" {
  variables {
    name                = "ai-tools-scaled"
    autoscaling_enabled = true
  }

  assert {
    condition     = aws_appautoscaling_target.readers[0].resource_id == "cluster:ai-tools-scaled"
    error_message = "by the cluster's name"
  }
}

run "a_quarter_of_a_unit_is_refused" {
  command = plan

  variables {
    serverlessv2_scaling_configuration = { min_capacity = 0.25, max_capacity = 4 }
  }

  expect_failures = [var.serverlessv2_scaling_configuration]
}

run "an_rpo_needs_a_global_database" {
  command = plan

  variables {
    rpo_seconds = 900
  }

  expect_failures = [var.rpo_seconds]
}
