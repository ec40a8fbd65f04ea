output "arn" {
  value = one(aws_ecs_cluster.this[*].arn)
}

output "id" {
  value = one(aws_ecs_cluster.this[*].id)
}

output "name" {
  value = one(aws_ecs_cluster.this[*].name)
}

output "cloudwatch_log_group_name" {
  value = one(aws_cloudwatch_log_group.this[*].name)
}

output "cloudwatch_log_group_arn" {
  value = one(aws_cloudwatch_log_group.this[*].arn)
}

output "cluster_capacity_providers" {
  value = { for providers in aws_ecs_cluster_capacity_providers.this : providers.id => providers }
}

output "autoscaling_capacity_providers" {
  value = aws_ecs_capacity_provider.this
}

output "task_exec_iam_role_name" {
  value = one(aws_iam_role.task_exec[*].name)
}

output "task_exec_iam_role_arn" {
  value = one(aws_iam_role.task_exec[*].arn)
}

output "task_exec_iam_role_unique_id" {
  value = one(aws_iam_role.task_exec[*].unique_id)
}
