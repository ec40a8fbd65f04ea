output "repository_urls" {
  description = "Address of the repository, by service, without a tag; empty in a secondary region."
  value       = { for service, repository in aws_ecr_repository.this : service => repository.repository_url }
}

output "repository_arns" {
  description = "ARN of the repository, by service; empty in a secondary region."
  value       = { for service, repository in aws_ecr_repository.this : service => repository.arn }
}

output "replica_ready" {
  description = "Known once copies in this region would be made right; null in a primary region."
  value       = one(aws_ecr_repository_creation_template.this[*].id)
}
