provider "aws" {
  region = "us-east-1"
}

variables {
  name           = "ai-tools-test"
  engine_version = "16.6"
}

run "it_is_encrypted_and_protected" {
  assert {
    condition     = aws_rds_global_cluster.this.storage_encrypted && aws_rds_global_cluster.this.deletion_protection
    error_message = "by default"
  }
}

run "a_major_version_alone_is_refused" {
  command = plan

  variables {
    engine_version = "16"
  }

  expect_failures = [var.engine_version]
}
