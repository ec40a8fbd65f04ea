output "listener_arns" {
  description = "ARN of the listener: `http` and `https`."
  value = {
    http  = aws_lb_listener.http.arn
    https = aws_lb_listener.https.arn
  }
}

output "rule_arns" {
  description = "ARN of the rule, by key."
  value = {
    for key, rule in merge(aws_lb_listener_rule.blue_green, aws_lb_listener_rule.steady) : key => rule.arn
  }
}
