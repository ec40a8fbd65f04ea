output "queue_arn" {
  value = one(aws_sqs_queue.this[*].arn)
}

output "queue_arn_static" {
  value = var.create && !var.use_name_prefix ? "${local.static}:${local.base}" : ""
}

output "queue_id" {
  value = one(aws_sqs_queue.this[*].id)
}

output "queue_name" {
  value = one(aws_sqs_queue.this[*].name)
}

output "queue_url" {
  value = one(aws_sqs_queue.this[*].url)
}

output "dead_letter_queue_arn" {
  value = one(aws_sqs_queue.dead[*].arn)
}

output "dead_letter_queue_arn_static" {
  value = local.dead && !var.use_name_prefix ? "${local.static}:${local.dead_name}" : ""
}

output "dead_letter_queue_id" {
  value = one(aws_sqs_queue.dead[*].id)
}

output "dead_letter_queue_name" {
  value = one(aws_sqs_queue.dead[*].name)
}

output "dead_letter_queue_url" {
  value = one(aws_sqs_queue.dead[*].url)
}
