output "stack_id" {
  description = "Id of the stack that holds the policy."
  value       = aws_cloudformation_stack.this.id
}
