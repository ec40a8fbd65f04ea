output "detector_id" {
  description = "Id of GuardDuty's detector."
  value       = aws_guardduty_detector.this.id
}

output "config_recorder_name" {
  description = "Name of the recorder of AWS Config."
  value       = aws_config_configuration_recorder_status.this.name
}
