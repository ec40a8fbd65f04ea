terraform {
  source = "tfr:///terraform-aws-modules/sqs/aws?version=4.3.1"
}

inputs = {
  name                        = "q.fifo"
  fifo_queue                  = true
  content_based_deduplication = true
  create_dlq                  = true
  dlq_name                    = "dead.fifo"
  create_queue_policy         = true
  queue_policy_statements     = { a = { sid = "A", actions = ["sqs:SendMessage"], principals = [{ type = "AWS", identifiers = ["111122223333"] }], conditions = [{ test = "Bool", variable = "aws:SecureTransport", values = ["true"] }] } }
}
