provider "aws" {
  region = "eu-central-1"
}

variables {
  name               = "ai-tools-test-rotation"
  secret_arn         = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:ai-tools-test/database-AbCdEf"
  kms_key_arn        = "arn:aws:kms:eu-central-1:111122223333:key/00000000-0000-4000-8000-000000000000"
  subnet_ids         = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
  security_group_ids = ["sg-0123456789abcdef0"]

  database = {
    cluster_id = "ai-tools-test"
    host       = "ai-tools-test.cluster-abc.eu-central-1.rds.amazonaws.com"
    port       = 5432
    name       = "platform"
  }
}

run "it_rotates_every_30_days_and_leaves_no_value" {
  assert {
    condition     = aws_secretsmanager_secret_rotation.this.rotation_rules[0].automatically_after_days == 30 && aws_secretsmanager_secret_version.address.secret_string == null
    error_message = "on a schedule, without a value in the state"
  }

  assert {
    condition     = endswith(output.function_arn, ":function:ai-tools-test-rotation")
    error_message = "by the function's name"
  }
}

run "one_zone_is_refused" {
  command = plan

  variables {
    subnet_ids = ["subnet-0123456789abcdef0"]
  }

  expect_failures = [var.subnet_ids]
}
