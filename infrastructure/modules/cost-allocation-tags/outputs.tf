output "tag_keys" {
  description = "Tags by which the bill can be divided."
  value       = keys(aws_ce_cost_allocation_tag.this)
}
