output "eventbridge_api_destination_arns" {
  value = {}
}

output "eventbridge_api_destinations" {
  value = {}
}

output "eventbridge_archive_arns" {
  value = { for one in aws_cloudwatch_event_archive.this : one.name => one.arn }
}

output "eventbridge_archives" {
  value = aws_cloudwatch_event_archive.this
}

output "eventbridge_bus" {
  value = aws_cloudwatch_event_bus.this
}

output "eventbridge_bus_arn" {
  value = try(aws_cloudwatch_event_bus.this[0].arn, "")

  precondition {
    condition     = length(local.left_out) == 0
    error_message = "This stand-in leaves out: ${join(", ", local.left_out)}. Run with the real module (--module-mirror)."
  }
}

output "eventbridge_bus_name" {
  value = var.bus_name
}

output "eventbridge_connection_arns" {
  value = {}
}

output "eventbridge_connection_ids" {
  value = {}
}

output "eventbridge_connections" {
  value     = {}
  sensitive = true
}

output "eventbridge_iam_roles" {
  value = []
}

output "eventbridge_permission_ids" {
  value = {}
}

output "eventbridge_permissions" {
  value = {}
}

output "eventbridge_pipe_arns" {
  value = {}
}

output "eventbridge_pipe_ids" {
  value = {}
}

output "eventbridge_pipe_role_arns" {
  value = {}
}

output "eventbridge_pipe_role_names" {
  value = {}
}

output "eventbridge_pipes" {
  value = {}
}

output "eventbridge_pipes_iam_roles" {
  value = {}
}

output "eventbridge_role_arn" {
  value = ""
}

output "eventbridge_role_name" {
  value = ""
}

output "eventbridge_rule_arns" {
  value = { for name, rule in aws_cloudwatch_event_rule.this : name => rule.arn }
}

output "eventbridge_rule_ids" {
  value = { for name, rule in aws_cloudwatch_event_rule.this : name => rule.id }
}

output "eventbridge_rules" {
  value = aws_cloudwatch_event_rule.this
}

output "eventbridge_schedule_arns" {
  value = {}
}

output "eventbridge_schedule_group_arns" {
  value = {}
}

output "eventbridge_schedule_group_ids" {
  value = {}
}

output "eventbridge_schedule_group_states" {
  value = {}
}

output "eventbridge_schedule_groups" {
  value = {}
}

output "eventbridge_schedule_ids" {
  value = {}
}

output "eventbridge_schedules" {
  value = {}
}

output "eventbridge_targets" {
  value = aws_cloudwatch_event_target.this
}
