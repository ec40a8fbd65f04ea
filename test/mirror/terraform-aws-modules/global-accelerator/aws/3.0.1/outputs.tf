output "arn" {
  value = try(local.accelerator.arn, "")
}

output "dns_name" {
  value = try(local.accelerator.dns_name, "")
}

output "dual_stack_dns_name" {
  value = try(local.accelerator.dual_stack_dns_name, "")
}

output "endpoint_groups" {
  value = aws_globalaccelerator_endpoint_group.this
}

output "hosted_zone_id" {
  value = try(local.accelerator.hosted_zone_id, "")
}

output "id" {
  value = try(local.accelerator.id, "")
}

output "ip_sets" {
  value = try(local.accelerator.ip_sets, {})
}

output "listeners" {
  value = aws_globalaccelerator_listener.this
}
