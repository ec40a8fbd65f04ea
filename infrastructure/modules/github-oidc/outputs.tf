output "plan_role_arn" {
  description = "Role of the jobs that plan."
  value       = module.plan.arn
}

output "apply_role_arn" {
  description = "Role of the jobs that apply."
  value       = module.apply.arn
}
