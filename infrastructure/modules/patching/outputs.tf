output "baseline_id" {
  description = "Id of the baseline."
  value       = aws_ssm_patch_baseline.this.id
}

output "window_id" {
  description = "Id of the maintenance window."
  value       = aws_ssm_maintenance_window.this.id
}
