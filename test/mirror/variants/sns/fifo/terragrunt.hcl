terraform {
  source = "tfr:///terraform-aws-modules/sns/aws?version=6.2.1"
}

inputs = {
  name                        = "t.fifo"
  fifo_topic                  = true
  content_based_deduplication = true
  enable_default_topic_policy = false
  topic_policy_statements     = { pub = { actions = ["sns:Publish"], principals = [{ type = "AWS", identifiers = ["111122223333"] }] } }
  subscriptions               = { q = { protocol = "sqs", endpoint = "arn:aws:sqs:eu-central-1:111122223333:q.fifo", raw_message_delivery = true }, r = { protocol = "sqs", endpoint = "arn:aws:sqs:eu-central-1:111122223333:r.fifo", filter_policy = "{\"a\":[\"b\"]}" } }
}
