terraform {
  source = "tfr:///terraform-aws-modules/vpc/aws?version=${local.env.versions.vpc}"
}

locals {
  org    = read_terragrunt_config(find_in_parent_folders("organization.hcl")).locals
  env    = read_terragrunt_config(find_in_parent_folders("env.hcl")).locals
  region = read_terragrunt_config(find_in_parent_folders("region.hcl")).locals
  here   = dirname(find_in_parent_folders("region.hcl"))

  zones = range(length(local.region.azs))

  # Addresses by the third byte: private .0, .16, .32; public .101 up; database .201 up; cache .211 up; transit .221.
  # A private /20 has room for 4091 network interfaces: every task takes one.
  private  = [for i in local.zones : cidrsubnet(local.region.cidr, 4, i)]
  public   = [for i in local.zones : cidrsubnet(local.region.cidr, 8, 101 + i)]
  database = [for i in local.zones : cidrsubnet(local.region.cidr, 8, 201 + i)]
  cache    = [for i in local.zones : cidrsubnet(local.region.cidr, 8, 211 + i)]
  transit  = [for i in local.zones : cidrsubnet(cidrsubnet(local.region.cidr, 8, 221), 4, i)]

  # The private subnets together, free ones included: .0 to .63.
  private_all = cidrsubnet(local.region.cidr, 2, 0)

  # Network ACLs have no memory: an answer needs a rule of its own. They are the coarse net behind the security groups
  # and hold what a group set wrongly would let through.
  anywhere  = concat([{ cidr_block = "0.0.0.0/0" }], local.env.ipv6 ? [{ ipv6_cidr_block = "::/0" }] : [])
  ephemeral = { protocol = "tcp", from_port = 1024, to_port = 65535 }
  http      = { protocol = "tcp", from_port = 80, to_port = 80 }
  https     = { protocol = "tcp", from_port = 443, to_port = 443 }
  all       = { protocol = "-1", from_port = 0, to_port = 0 }
  inside    = [merge(local.all, { cidr_block = local.region.cidr })]

  acl = {
    public = {
      inbound = concat(
        local.inside,
        [for a in local.anywhere : merge(local.http, a)],
        [for a in local.anywhere : merge(local.https, a)],
        [for a in local.anywhere : merge(local.ephemeral, a)], # answers to what NAT carries out
      )
      outbound = concat(
        local.inside,
        [for a in local.anywhere : merge(local.https, a)],     # what NAT carries out, nothing but HTTPS
        [for a in local.anywhere : merge(local.ephemeral, a)], # answers to clients
      )
    }

    private = {
      inbound  = concat(local.inside, [for a in local.anywhere : merge(local.ephemeral, a)])
      outbound = concat(local.inside, [for a in local.anywhere : merge(local.https, a)])
    }

    # Spoken to by the private subnets only. 443 goes nowhere but to the gateway endpoint of S3 (import and export):
    # these subnets have no other route out.
    database = {
      inbound = [
        { protocol = "tcp", from_port = 5432, to_port = 5432, cidr_block = local.private_all },
        merge(local.ephemeral, { cidr_block = "0.0.0.0/0" }),
      ]
      outbound = [
        merge(local.ephemeral, { cidr_block = local.private_all }),
        merge(local.https, { cidr_block = "0.0.0.0/0" }),
      ]
    }

    cache = {
      inbound  = [{ protocol = "tcp", from_port = 6379, to_port = 6379, cidr_block = local.private_all }]
      outbound = [merge(local.ephemeral, { cidr_block = local.private_all })]
    }

    # The gateway's own interfaces pass on what the other subnets' rules have let through.
    transit = {
      inbound  = [merge(local.all, { cidr_block = local.org.network })]
      outbound = [merge(local.all, { cidr_block = local.org.network })]
    }
  }

  # Numbered by tens, so that a rule can be put in between by hand while an attack lasts.
  numbered = {
    for tier, rules in local.acl : tier => {
      for way, list in rules : way => [
        for i, rule in list : merge(rule, { rule_number = 100 + 10 * i, rule_action = "allow" })
      ]
    }
  }
}

dependency "logs" {
  config_path = "${local.here}/storage/s3-logs"
}

inputs = {
  name = "${local.org.name}-${local.env.name}-${local.region.short}"
  cidr = local.region.cidr
  azs  = local.region.azs

  public_subnets      = local.public
  private_subnets     = local.private
  database_subnets    = local.database
  elasticache_subnets = local.cache
  intra_subnets       = local.transit

  public_subnet_tags   = { Tier = "public" }
  private_subnet_tags  = { Tier = "private" }
  database_subnet_tags = { Tier = "database" }

  # Route tables of their own, which lead neither to NAT nor to the internet.
  create_database_subnet_route_table    = true
  create_elasticache_subnet_route_table = true

  enable_nat_gateway     = true
  single_nat_gateway     = local.env.nat == "single"
  one_nat_gateway_per_az = local.env.nat == "per-zone"

  enable_dns_hostnames = true # private names of the endpoints
  enable_dns_support   = true

  # enable_ipv6 gives the network a block; a subnet has addresses only by its prefix in that block.
  enable_ipv6                                    = local.env.ipv6
  public_subnet_ipv6_prefixes                    = local.env.ipv6 ? [for i in local.zones : i] : []
  private_subnet_ipv6_prefixes                   = local.env.ipv6 ? [for i in local.zones : 3 + i] : []
  database_subnet_ipv6_prefixes                  = local.env.ipv6 ? [for i in local.zones : 6 + i] : []
  public_subnet_assign_ipv6_address_on_creation  = local.env.ipv6
  private_subnet_assign_ipv6_address_on_creation = local.env.ipv6

  # No DNS64: it would give every IPv4 name an IPv6 address behind NAT, and tasks, which prefer IPv6, would pass by the
  # endpoints of S3 and ECR.
  public_subnet_enable_dns64      = false
  private_subnet_enable_dns64     = false
  database_subnet_enable_dns64    = false
  elasticache_subnet_enable_dns64 = false
  intra_subnet_enable_dns64       = false

  # AWS refuses AAAA records in a subnet that has no IPv6; the module asks for them in every one.
  elasticache_subnet_enable_resource_name_dns_aaaa_record_on_launch = false
  intra_subnet_enable_resource_name_dns_aaaa_record_on_launch       = false

  public_dedicated_network_acl      = true
  public_inbound_acl_rules          = local.numbered.public.inbound
  public_outbound_acl_rules         = local.numbered.public.outbound
  private_dedicated_network_acl     = true
  private_inbound_acl_rules         = local.numbered.private.inbound
  private_outbound_acl_rules        = local.numbered.private.outbound
  database_dedicated_network_acl    = true
  database_inbound_acl_rules        = local.numbered.database.inbound
  database_outbound_acl_rules       = local.numbered.database.outbound
  elasticache_dedicated_network_acl = true
  elasticache_inbound_acl_rules     = local.numbered.cache.inbound
  elasticache_outbound_acl_rules    = local.numbered.cache.outbound
  intra_dedicated_network_acl       = true
  intra_inbound_acl_rules           = local.numbered.transit.inbound
  intra_outbound_acl_rules          = local.numbered.transit.outbound

  # Parquet in partitions by the hour: Athena reads a tenth of what it would as text.
  enable_flow_log                     = true
  flow_log_destination_type           = "s3"
  flow_log_destination_arn            = dependency.logs.outputs.s3_bucket_arn
  flow_log_file_format                = "parquet"
  flow_log_hive_compatible_partitions = true
  flow_log_per_hour_partition         = true
}
