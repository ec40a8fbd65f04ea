output "id" {
  value = try(local.service.id, null)

  precondition {
    condition     = !local.left_out
    error_message = "This stand-in has no EXTERNAL deployments. Run with the real module (--module-mirror)."
  }
}

output "name" {
  value = try(local.service.name, null)
}

output "container_definitions" {
  value = module.container
}

output "task_definition_arn" {
  value = local.define ? local.task.arn : var.task_definition_arn
}

output "task_definition_revision" {
  value = try(local.task.revision, null)
}

output "task_definition_family" {
  value = try(local.task.family, null)
}

output "task_definition_family_revision" {
  value = "${try(local.task.family, "")}:${local.revision}"
}

output "iam_role_name" {
  value = one(aws_iam_role.service[*].name)
}

output "iam_role_arn" {
  value = try(aws_iam_role.service[0].arn, var.iam_role_arn)
}

output "iam_role_unique_id" {
  value = one(aws_iam_role.service[*].unique_id)
}

output "task_exec_iam_role_name" {
  value = one(aws_iam_role.task_exec[*].name)
}

output "task_exec_iam_role_arn" {
  value = try(aws_iam_role.task_exec[0].arn, var.task_exec_iam_role_arn)
}

output "task_exec_iam_role_unique_id" {
  value = one(aws_iam_role.task_exec[*].unique_id)
}

output "tasks_iam_role_name" {
  value = one(aws_iam_role.tasks[*].name)
}

output "tasks_iam_role_arn" {
  value = try(aws_iam_role.tasks[0].arn, var.tasks_iam_role_arn)
}

output "tasks_iam_role_unique_id" {
  value = one(aws_iam_role.tasks[*].unique_id)
}

output "autoscaling_policies" {
  value = aws_appautoscaling_policy.this
}

output "autoscaling_scheduled_actions" {
  value = aws_appautoscaling_scheduled_action.this
}

output "security_group_arn" {
  value = one(aws_security_group.this[*].arn)
}

output "security_group_id" {
  value = one(aws_security_group.this[*].id)
}

output "task_set_arn" {
  value = null
}

output "task_set_id" {
  value = null
}

output "task_set_stability_status" {
  value = null
}

output "task_set_status" {
  value = null
}
