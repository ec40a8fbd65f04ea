provider "aws" {
  region = "eu-central-1"
}

variables {
  name               = "ai-tools-test"
  description        = "Sessions"
  subnet_group_name  = "ai-tools-test"
  security_group_ids = ["sg-0123456789abcdef0"]
  kms_key_id         = "arn:aws:kms:eu-central-1:111122223333:key/00000000-0000-4000-8000-000000000000"
  users              = { api = "on ~session:* +@all -@dangerous" }
  log_group_names    = { slow = "/elasticache/ai-tools-test/slow" }
}

run "a_cluster_with_copies" {
  assert {
    condition     = aws_elasticache_replication_group.this.cluster_enabled && aws_elasticache_replication_group.this.transit_encryption_enabled && aws_elasticache_replication_group.this.multi_az_enabled
    error_message = "shards, encrypted, in several zones"
  }

  assert {
    condition     = output.users["api"].name == "ai-tools-test-api"
    error_message = "users are named after the group"
  }
}

run "a_member_takes_from_the_primary" {
  variables {
    name                        = "ai-tools-second"
    global_replication_group_id = "ldgnf-ai-tools-test"
  }

  assert {
    condition     = length(aws_elasticache_parameter_group.this) == 0 && aws_elasticache_replication_group.this.global_replication_group_id == "ldgnf-ai-tools-test"
    error_message = "it has no parameters of its own"
  }
}

run "a_user_named_default_is_refused" {
  command = plan

  variables {
    users = { default = "on ~* +@all" }
  }

  expect_failures = [var.users]
}

run "another_log_is_refused" {
  command = plan

  variables {
    log_group_names = { audit = "/x" }
  }

  expect_failures = [var.log_group_names]
}
