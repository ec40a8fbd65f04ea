output "subscriptions" {
  value = aws_sns_topic_subscription.this
}

output "topic_arn" {
  value = try(local.topic.arn, null)
}

output "topic_beginning_archive_time" {
  value = try(local.topic.beginning_archive_time, null)
}

output "topic_id" {
  value = try(local.topic.id, null)
}

output "topic_name" {
  value = try(local.topic.name, null)
}

output "topic_owner" {
  value = try(local.topic.owner, null)
}
