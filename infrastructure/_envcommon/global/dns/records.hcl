terraform {
  source = "tfr:///terraform-aws-modules/route53/aws//modules/records?version=${local.env.versions.route53}"
}

locals {
  env    = read_terragrunt_config(find_in_parent_folders("env.hcl")).locals
  top    = dirname(find_in_parent_folders("env.hcl"))
  global = "${local.top}/global"

  # Regions by role, without the secondary where there is none.
  regions = { for role, name in local.env.regions : role => name if name != "" }
  short   = { for role, name in local.regions : role => read_terragrunt_config("${local.top}/${name}/region.hcl").locals.short }
  pair    = local.env.regions.secondary != ""
}

dependency "zone" {
  config_path = "${local.global}/dns/zone"
}

dependency "health_checks" {
  config_path = "${local.global}/dns/health-checks"
}

dependency "app" {
  config_path = "${local.global}/cdn/cloudfront"
}

dependency "accelerator" {
  config_path = "${local.global}/network/global-accelerator"
  enabled     = local.env.parts.accelerator
}

dependency "primary_alb" {
  config_path = "${local.top}/${local.env.regions.primary}/network/alb"
}

dependency "primary_cdn" {
  config_path = "${local.top}/${local.env.regions.primary}/cdn/cloudfront"
}

dependency "secondary_alb" {
  config_path = "${local.top}/${local.env.regions.secondary}/network/alb"
  enabled     = local.pair
}

dependency "secondary_cdn" {
  config_path = "${local.top}/${local.env.regions.secondary}/cdn/cloudfront"
  enabled     = local.pair
}

# Names that lead into AWS are aliases: free, at the top of a zone too, and right when an address changes.
inputs = {
  zone_id = dependency.zone.outputs.route53_zone_zone_id[local.env.domain]

  records = concat(
    # The application, at the edge.
    [
      for pair in setproduct(["", "app"], ["A", "AAAA"]) : {
        name = pair[0]
        type = pair[1]
        alias = {
          name    = dependency.app.outputs.cloudfront_distribution_domain_name
          zone_id = dependency.app.outputs.cloudfront_distribution_hosted_zone_id
        }
      }
    ],

    # Each region's models and API by a name of their own: for machines that keep to a region, health checks and drills.
    [
      for pair in setproduct(keys(local.regions), ["A", "AAAA"]) : {
        name = "models-${local.short[pair[0]]}"
        type = pair[1]
        alias = {
          name = {
            primary   = dependency.primary_cdn.outputs.cloudfront_distribution_domain_name
            secondary = try(dependency.secondary_cdn.outputs.cloudfront_distribution_domain_name, null)
          }[pair[0]]
          zone_id = dependency.primary_cdn.outputs.cloudfront_distribution_hosted_zone_id # one for all of CloudFront
        }
      }
    ],
    [
      for pair in setproduct(keys(local.regions), ["A", "AAAA"]) : {
        name = "api-${local.short[pair[0]]}"
        type = pair[1]
        alias = {
          for key, output in { name = "dns_name", zone_id = "zone_id" } : key => {
            primary                 = dependency.primary_alb.outputs[output]
            secondary               = try(dependency.secondary_alb.outputs[output], null)
          }[pair[0]]
        }
      }
    ],

    # The API: by the accelerator, which knows the regions' health and needs no client to ask DNS again...
    [
      for name in ["api"] : {
        name = name
        type = "A"
        alias = {
          name    = try(dependency.accelerator.outputs.dns_name, null)
          zone_id = try(dependency.accelerator.outputs.hosted_zone_id, null)
        }
      } if local.env.parts.accelerator
    ],

    # ...or by DNS: the secondary region answers while the primary one's health check fails.
    [
      for pair in setproduct(keys(local.regions), ["A", "AAAA"]) : {
        name                    = "api"
        type                    = pair[1]
        set_identifier          = pair[0]
        health_check_id         = dependency.health_checks.outputs.ids[local.regions[pair[0]]]
        failover_routing_policy = { type = upper(pair[0]) }
        alias = {
          name    = "api-${local.short[pair[0]]}.${local.env.domain}"
          zone_id = dependency.zone.outputs.route53_zone_zone_id[local.env.domain]
        }
      } if !local.env.parts.accelerator
    ],

    # Two stacks side by side, by weight. A release is no reason to change these: CodeDeploy shifts it at the listener.
    [
      for pair in setproduct(keys(local.regions), ["A", "AAAA"]) : {
        name                    = "api-split"
        type                    = pair[1]
        set_identifier          = pair[0]
        weighted_routing_policy = { weight = local.env.api_split[pair[0]] }
        alias = {
          name                   = "api-${local.short[pair[0]]}.${local.env.domain}"
          zone_id                = dependency.zone.outputs.route53_zone_zone_id[local.env.domain]
          evaluate_target_health = true
        }
      }
    ],

    # Zones below this one that other accounts keep.
    [for name, servers in local.env.delegations : { name = name, type = "NS", ttl = 86400, records = servers }],
  )
}
