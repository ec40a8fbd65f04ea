output "arn" {
  value = try(local.lb.arn, null)

  precondition {
    condition     = length(local.left_out) == 0
    error_message = "This stand-in leaves out: ${join(", ", local.left_out)}. Run with the real module (--module-mirror)."
  }
}

output "id" {
  value = try(local.lb.id, null)
}

output "arn_suffix" {
  value = try(local.lb.arn_suffix, null)
}

output "dns_name" {
  value = try(local.lb.dns_name, null)
}

output "zone_id" {
  value = try(local.lb.zone_id, null)
}

output "target_groups" {
  value = aws_lb_target_group.this
}

output "listeners" {
  value = {}
}

output "listener_rules" {
  value = {}
}

output "security_group_arn" {
  value = one(aws_security_group.this[*].arn)
}

output "security_group_id" {
  value = one(aws_security_group.this[*].id)
}

output "route53_records" {
  value = aws_route53_record.this
}
