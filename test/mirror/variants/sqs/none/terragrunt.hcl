terraform {
  source = "tfr:///terraform-aws-modules/sqs/aws?version=4.3.1"
}

inputs = {
  create     = false
  create_dlq = true
}
