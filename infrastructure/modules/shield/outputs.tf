output "protection_ids" {
  description = "Id of the protection, by key of `resources`."
  value       = { for key, protection in aws_shield_protection.this : key => protection.id }
}
