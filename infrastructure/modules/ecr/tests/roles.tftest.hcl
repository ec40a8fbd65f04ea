provider "aws" {
  region = "eu-central-1"
}

variables {
  role        = "primary"
  name        = "ai-tools-test"
  services    = ["api", "worker"]
  kms_key_arn = "arn:aws:kms:eu-central-1:111122223333:key/00000000-0000-4000-8000-000000000000"
}

run "a_primary_has_repositories" {
  assert {
    condition     = aws_ecr_repository.this["api"].name == "ai-tools-test/api" && aws_ecr_repository.this["api"].image_tag_mutability == "IMMUTABLE"
    error_message = "NAME/SERVICE, immutable"
  }

  assert {
    condition     = output.replica_ready == null && length(aws_ecr_replication_configuration.this) == 0
    error_message = "no copies unless asked for"
  }
}

run "replicas_are_destinations" {
  variables {
    replicas = { ap-southeast-1 = "ai-tools-test" }
  }

  assert {
    condition     = aws_ecr_replication_configuration.this[0].replication_configuration[0].rule[0].destination[0].region == "ap-southeast-1"
    error_message = "by region"
  }
}

run "a_secondary_has_a_template" {
  variables {
    role     = "secondary"
    services = []
  }

  assert {
    condition     = length(aws_ecr_repository.this) == 0 && aws_ecr_repository_creation_template.this[0].prefix == "ai-tools-test"
    error_message = "for what replication makes"
  }
}

run "a_secondary_copies_nothing" {
  command = plan

  variables {
    role     = "secondary"
    replicas = { eu-central-1 = "x" }
  }

  expect_failures = [var.replicas]
}

run "a_primary_without_services_is_refused" {
  command = plan

  variables {
    services = []
  }

  expect_failures = [var.services]
}
