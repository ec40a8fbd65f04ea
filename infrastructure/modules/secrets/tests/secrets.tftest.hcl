provider "aws" {
  region = "eu-central-1"
}

variables {
  role        = "primary"
  name        = "ai-tools-test"
  kms_key_arn = "arn:aws:kms:eu-central-1:111122223333:key/00000000-0000-4000-8000-000000000000"

  secrets = {
    database = { description = "Owner of the database", username = "platform" }
    token    = { description = "Put in by hand", generate = false }
  }
}

run "a_generated_secret_has_a_value_and_the_other_none" {
  assert {
    condition     = keys(aws_secretsmanager_secret_version.this) == ["database"] && aws_secretsmanager_secret.this["token"].name == "ai-tools-test/token"
    error_message = "only what is generated is written"
  }

  assert {
    condition     = aws_secretsmanager_secret_version.this["database"].secret_string_wo == null && aws_secretsmanager_secret_version.this["database"].secret_string == null
    error_message = "no value may be in the state"
  }
}

run "a_copy_has_the_key_of_its_region" {
  variables {
    replicas = { ap-southeast-1 = "arn:aws:kms:ap-southeast-1:111122223333:key/00000000-0000-4000-8000-000000000001" }
  }

  assert {
    condition     = one(aws_secretsmanager_secret.this["database"].replica).region == "ap-southeast-1"
    error_message = "a replica by region"
  }
}

run "a_key_of_another_region_is_refused" {
  command = plan

  variables {
    replicas = { ap-southeast-1 = "arn:aws:kms:eu-central-1:111122223333:key/00000000-0000-4000-8000-000000000000" }
  }

  expect_failures = [var.replicas]
}

run "a_secondary_reads" {
  variables {
    role         = "secondary"
    secrets      = {}
    kms_key_arn  = null
    primary_arns = { database = "arn:aws:secretsmanager:us-west-2:111122223333:secret:ai-tools-test/database-AbCdEf" }
  }

  assert {
    condition     = strcontains(output.arns["database"], ":eu-central-1:") && length(aws_secretsmanager_secret.this) == 0
    error_message = "the same secret in this region"
  }
}

run "a_name_like_a_suffix_is_refused" {
  command = plan

  variables {
    secrets = { "api-secret" = { description = "Ends in a hyphen and six characters" } }
  }

  expect_failures = [var.secrets]
}
