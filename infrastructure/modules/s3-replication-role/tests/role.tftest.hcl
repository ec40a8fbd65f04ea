provider "aws" {
  region = "us-east-1"
}

variables {
  name               = "ai-tools-test-s3-replication"
  account_id         = "111122223333"
  source_region      = "eu-central-1"
  destination_region = "ap-southeast-1"
  key_alias          = "alias/ai-tools-test"
  buckets            = { models = { source = "models-eu", destination = "models-ap" } }
}

run "it_reads_the_source_and_writes_the_destination" {
  assert {
    condition     = [for s in jsondecode(aws_iam_role_policy.this.policy).Statement : s.Resource if s.Sid == "Write"] == ["arn:aws:s3:::models-ap/*"]
    error_message = "writes nowhere else"
  }

  assert {
    condition     = alltrue([for s in jsondecode(aws_iam_role_policy.this.policy).Statement : s.Action != "*" && s.Resource != "*"])
    error_message = "nothing is open"
  }
}

run "one_region_is_refused" {
  command = plan

  variables {
    destination_region = "eu-central-1"
  }

  expect_failures = [var.destination_region]
}
