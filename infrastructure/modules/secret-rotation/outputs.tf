output "function_arn" {
  description = "ARN of the function that rotates."
  value       = local.function_arn
}
