output "group_arn" {
  value = one(aws_elasticache_user_group.this[*].arn)
}

output "group_id" {
  value = one(aws_elasticache_user_group.this[*].id)
}

output "users" {
  value = aws_elasticache_user.this
}
