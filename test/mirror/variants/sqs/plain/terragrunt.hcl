terraform {
  source = "tfr:///terraform-aws-modules/sqs/aws?version=4.3.1"
}

inputs = {
  name                    = "q"
  use_name_prefix         = true
  sqs_managed_sse_enabled = true
  redrive_policy          = { deadLetterTargetArn = "arn:aws:sqs:eu-central-1:111122223333:dead", maxReceiveCount = 3 }
  redrive_allow_policy    = { redrivePermission = "denyAll" }
}
