terraform {
  source = "tfr:///terraform-aws-modules/eventbridge/aws?version=3.17.1"
}

inputs = {
  bus_name        = "b"
  create_role     = false
  create_archives = true
  archives        = { all = { description = "d", retention_days = 1 } }
  rules           = { one_two = { event_pattern = "{\"source\":[\"a\"]}", state = "DISABLED" }, timed = { schedule_expression = "rate(5 minutes)", enabled = true } }
  targets         = { one_two = [{ name = "a", arn = "arn:aws:sqs:eu-central-1:111122223333:q", dead_letter_arn = "arn:aws:sqs:eu-central-1:111122223333:d", retry_policy = { maximum_event_age_in_seconds = 60, maximum_retry_attempts = 1 } }, { name = "b", arn = "arn:aws:sns:eu-central-1:111122223333:t", input_transformer = { input_paths = { x = "$.detail" }, input_template = "<x>" } }], timed = [{ name = "c", arn = "arn:aws:sqs:eu-central-1:111122223333:q.fifo", message_group_id = "g" }] }
}
