output "route53_zone_zone_id" {
  value = { for key, zone in aws_route53_zone.this : key => zone.zone_id }
}

output "route53_zone_zone_arn" {
  value = { for key, zone in aws_route53_zone.this : key => zone.arn }
}

output "route53_zone_name" {
  value = { for key, zone in aws_route53_zone.this : key => zone.name }
}

output "route53_zone_name_servers" {
  value = { for key, zone in aws_route53_zone.this : key => zone.name_servers }
}

output "primary_name_server" {
  value = { for key, zone in aws_route53_zone.this : key => zone.primary_name_server }
}

output "route53_static_zone_name" {
  value = { for key, zone in local.zones : key => lookup(zone, "domain_name", key) }
}
