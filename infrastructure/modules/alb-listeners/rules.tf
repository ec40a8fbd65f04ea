# Two resources for one kind of rule: whether changes are ignored cannot be told by a variable.

resource "aws_lb_listener_rule" "blue_green" {
  for_each = { for key, rule in var.rules : key => rule if rule.blue_green }

  listener_arn = aws_lb_listener.https.arn
  priority     = each.value.priority

  action {
    type             = "forward"
    target_group_arn = each.value.target_group_arn
  }

  condition {
    path_pattern {
      values = each.value.paths
    }
  }

  tags = merge(var.tags, { Name = each.key })

  # As with the listener's default action.
  lifecycle {
    ignore_changes = [action]
  }
}

resource "aws_lb_listener_rule" "steady" {
  for_each = { for key, rule in var.rules : key => rule if !rule.blue_green }

  listener_arn = aws_lb_listener.https.arn
  priority     = each.value.priority

  action {
    type             = "forward"
    target_group_arn = each.value.target_group_arn
  }

  condition {
    path_pattern {
      values = each.value.paths
    }
  }

  tags = merge(var.tags, { Name = each.key })
}
