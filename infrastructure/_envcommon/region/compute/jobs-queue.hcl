terraform {
  source = "tfr:///terraform-aws-modules/sqs/aws?version=${local.env.versions.sqs}"
}

locals {
  org  = read_terragrunt_config(find_in_parent_folders("organization.hcl")).locals
  env  = read_terragrunt_config(find_in_parent_folders("env.hcl")).locals
  here = dirname(find_in_parent_folders("region.hcl"))

  # Nobody reads a job on its way, not even inside the account.
  encrypted_only = {
    sid        = "DenyWithoutTLS"
    effect     = "Deny"
    actions    = ["sqs:*"]
    principals = [{ type = "*", identifiers = ["*"] }]
    conditions = [{ test = "Bool", variable = "aws:SecureTransport", values = ["false"] }]
  }
}

# Jobs that are waiting are lost with it.
prevent_destroy = local.env.protected

dependency "kms" {
  config_path = "${local.here}/security/kms"
}

inputs = {
  name = "${local.org.name}-${local.env.name}-jobs"

  kms_master_key_id                 = dependency.kms.outputs.key_id
  kms_data_key_reuse_period_seconds = 300 # a call to KMS every five minutes, not for every job

  # A job that takes longer than this is done twice: workers extend the time of the few that do.
  visibility_timeout_seconds = 900
  receive_wait_time_seconds  = 20     # long polling: an empty queue costs three calls a minute
  message_retention_seconds  = 345600 # four days: a weekend and the Monday after

  # Five attempts, then a person looks; for two weeks, the longest there is.
  create_dlq                    = true
  dlq_message_retention_seconds = 1209600
  redrive_policy                = { maxReceiveCount = 5 }

  create_queue_policy         = true
  queue_policy_statements     = { tls = local.encrypted_only }
  create_dlq_queue_policy     = true
  dlq_queue_policy_statements = { tls = local.encrypted_only }
}
