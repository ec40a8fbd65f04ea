terraform {
  source = "tfr:///terraform-aws-modules/sns/aws?version=6.2.1"
}

inputs = {
  name                   = "t"
  use_name_prefix        = true
  create_topic_policy    = false
  topic_policy           = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { AWS = "111122223333" }, Action = "sns:Publish", Resource = "*" }] })
  data_protection_policy = jsonencode({ Name = "d", Version = "2021-06-01", Statement = [] })
  sqs_feedback           = { success_role_arn = "arn:aws:iam::111122223333:role/a", success_sample_rate = 10 }
}
