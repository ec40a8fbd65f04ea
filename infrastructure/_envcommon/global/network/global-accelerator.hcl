terraform {
  source = "tfr:///terraform-aws-modules/global-accelerator/aws?version=${local.env.versions.global_accelerator}"
}

locals {
  org  = read_terragrunt_config(find_in_parent_folders("organization.hcl")).locals
  env  = read_terragrunt_config(find_in_parent_folders("env.hcl")).locals
  top  = dirname(find_in_parent_folders("env.hcl"))
  pair = local.env.regions.secondary != ""
}

dependency "primary" {
  config_path = "${local.top}/${local.env.regions.primary}/network/alb"
}

dependency "secondary" {
  config_path = "${local.top}/${local.env.regions.secondary}/network/alb"
  enabled     = local.pair
}

dependency "logs" {
  config_path = "${local.top}/${local.env.regions.primary}/storage/s3-logs"
}

# Two addresses for the world that never change. A request enters AWS's network at the nearest edge and goes to the
# region that writes. A failover turns the dials, and nobody waits for DNS.
inputs = {
  name = "${local.org.name}-${local.env.name}"

  flow_logs_enabled   = true
  flow_logs_s3_bucket = dependency.logs.outputs.s3_bucket_id
  flow_logs_s3_prefix = "global-accelerator"

  listeners = {
    https = {
      protocol        = "TCP" # TLS ends at the load balancers, which have the certificates
      client_affinity = "NONE"
      port_ranges     = [for port in [80, 443] : { from_port = port, to_port = port }]

      endpoint_groups = {
        for region, arn in merge(
          { (local.env.regions.primary) = dependency.primary.outputs.arn },
          local.pair ? { (local.env.regions.secondary) = dependency.secondary.outputs.arn } : {},
          ) : region => {
          endpoint_group_region   = region
          traffic_dial_percentage = region == local.env.regions.primary ? 100 : 0 # the other one only reads until then

          # For load balancers, their own health checks decide; these are for what has none.
          health_check_protocol         = "TCP"
          health_check_port             = 443
          health_check_interval_seconds = 10
          threshold_count               = 3

          endpoint_configuration = [{ endpoint_id = arn, weight = 128, client_ip_preservation_enabled = true }]
        }
      }
    }
  }
}
