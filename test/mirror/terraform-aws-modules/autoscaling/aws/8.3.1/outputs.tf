output "autoscaling_group_arn" {
  value = try(local.group.arn, null)

  precondition {
    condition     = length(local.left_out) == 0
    error_message = "This stand-in leaves out: ${join(", ", local.left_out)}. Run with the real module (--module-mirror)."
  }
}

output "autoscaling_group_availability_zones" {
  value = try(local.group.availability_zones, [])
}

output "autoscaling_group_default_cooldown" {
  value = try(local.group.default_cooldown, null)
}

output "autoscaling_group_desired_capacity" {
  value = try(local.group.desired_capacity, null)
}

output "autoscaling_group_enabled_metrics" {
  value = try(local.group.enabled_metrics, [])
}

output "autoscaling_group_health_check_grace_period" {
  value = try(local.group.health_check_grace_period, null)
}

output "autoscaling_group_health_check_type" {
  value = try(local.group.health_check_type, null)
}

output "autoscaling_group_id" {
  value = try(local.group.id, null)
}

output "autoscaling_group_load_balancers" {
  value = try(local.group.load_balancers, [])
}

output "autoscaling_group_max_size" {
  value = try(local.group.max_size, null)
}

output "autoscaling_group_min_size" {
  value = try(local.group.min_size, null)
}

output "autoscaling_group_name" {
  value = try(local.group.name, null)
}

output "autoscaling_group_target_group_arns" {
  value = try(local.group.target_group_arns, [])
}

output "autoscaling_group_vpc_zone_identifier" {
  value = try(local.group.vpc_zone_identifier, [])
}

output "autoscaling_policy_arns" {
  value = { for name, policy in aws_autoscaling_policy.this : name => policy.arn }
}

output "autoscaling_schedule_arns" {
  value = { for name, schedule in aws_autoscaling_schedule.this : name => schedule.arn }
}

output "iam_instance_profile_arn" {
  value = try(aws_iam_instance_profile.this[0].arn, var.iam_instance_profile_arn)
}

output "iam_instance_profile_id" {
  value = one(aws_iam_instance_profile.this[*].id)
}

output "iam_instance_profile_unique" {
  value = one(aws_iam_instance_profile.this[*].unique_id)
}

output "iam_role_arn" {
  value = one(aws_iam_role.this[*].arn)
}

output "iam_role_name" {
  value = one(aws_iam_role.this[*].name)
}

output "iam_role_unique_id" {
  value = one(aws_iam_role.this[*].unique_id)
}

output "launch_template_arn" {
  value = one(aws_launch_template.this[*].arn)
}

output "launch_template_default_version" {
  value = one(aws_launch_template.this[*].default_version)
}

output "launch_template_id" {
  value = one(aws_launch_template.this[*].id)
}

output "launch_template_latest_version" {
  value = one(aws_launch_template.this[*].latest_version)
}

output "launch_template_name" {
  value = one(aws_launch_template.this[*].name)
}
