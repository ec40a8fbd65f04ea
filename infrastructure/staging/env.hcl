# Staging: production's last rehearsal. What is released runs here first, by the same steps and with the same
# protection; it has production's shape at a fraction of its size.

locals {
  org = read_terragrunt_config(find_in_parent_folders("organization.hcl")).locals

  name   = "staging"
  domain = "staging.${local.org.domain}"

  # Protected like production, so that a release meets the same refusals here.
  protected = true

  # Data is written in the primary region and copied to the secondary one. "" as secondary: there is none.
  regions = {
    primary   = "eu-central-1"
    secondary = "ap-southeast-1"
  }

  # An entry here puts this environment ahead of, or behind, versions.hcl: { alb = "9.18.0" }.
  versions = merge(read_terragrunt_config(find_in_parent_folders("versions.hcl")).locals, {})

  # Parts that an environment may go without: root.hcl says which units they are.
  parts = {
    accelerator     = false # Global Accelerator: its effect is on real users' ways only
    efs             = true  # models shared by all tasks
    global_cache    = false # Redis copied to the secondary region: asks for larger nodes than staging has
    global_database = false # Aurora copied to the secondary region: failover is drilled in production, on its own data
    gpu             = true  # without it, inference runs on Fargate's processors
    inference       = true
    shield          = false # Shield Advanced: about 3,000 USD a month; Standard is always there
    tgw_peering     = false # the regions' networks joined: nothing here crosses regions by it
  }

  # A NAT gateway in each zone, as in production: what the loss of a zone does is tried here.
  nat  = "per-zone" # or "single"
  ipv6 = true       # as in production

  # Interface endpoints are paid by the zone and the hour. Those of dev, and what carries keys and credentials: such traffic
  # stays inside wherever production's code runs. S3 and DynamoDB cost nothing: always there.
  endpoints = ["ecr.api", "ecr.dkr", "kms", "logs", "secretsmanager", "ssmmessages", "sts"]

  # Days.
  log_days         = 30  # CloudWatch; a release and the one before
  log_archive_days = 180 # S3
  artifact_days    = 60  # what a job made; older versions go after a week

  # Edge locations of CloudFront: all but South America and Oceania, the dearest.
  cdn_price_class = "PriceClass_200"

  # Shares of the regions at api-split.DOMAIN, for one stack tried beside another.
  api_split = {
    primary   = 100
    secondary = 0
  }

  # Zones below this one, kept by other accounts: { name = [its name servers] }.
  delegations = {}

  # Tags or digests (sha256:...), moved by the release workflow. Tags are immutable, so none can change its content.
  images = {
    api       = "1.0.0"
    inference = "1.0.0"
    worker    = "1.0.0"
  }

  # Sizes are Fargate's: cpu in 1/1024 of a core, memory in MiB. Two tasks at least, so that state kept in one shows.
  services = {
    api = {
      cpu    = 1024
      memory = 2048
      min    = 2
      max    = 10

      # Nightly tests run with little. Hours are those of the region.
      schedules = {
        night   = { schedule = "cron(0 20 ? * MON-FRI *)", min_capacity = 2, max_capacity = 4 }
        morning = { schedule = "cron(0 7 ? * MON-FRI *)", min_capacity = 2, max_capacity = 10 }
      }
    }

    worker = {
      cpu    = 1024
      memory = 2048
      min    = 1
      max    = 5

      # As the api.
      schedules = {
        night   = { schedule = "cron(0 20 ? * MON-FRI *)", min_capacity = 1, max_capacity = 2 }
        morning = { schedule = "cron(0 7 ? * MON-FRI *)", min_capacity = 1, max_capacity = 5 }
      }
    }

    # Fits a g4dn.xlarge (4096, 16384, one GPU: one task an instance) as well as Fargate.
    inference = {
      cpu    = 2048
      memory = 12288
      min    = 1
      max    = 2

      # No instance runs at night, unless tests ask for it.
      schedules = {
        night   = { schedule = "cron(0 20 ? * MON-FRI *)", min_capacity = 0, max_capacity = 1 }
        morning = { schedule = "cron(0 7 ? * MON-FRI *)", min_capacity = 1, max_capacity = 2 }
      }
    }
  }

  # GPU instances. They come with the first inference task and go with the last: a start takes some five minutes.
  gpu = {
    types           = ["g4dn.xlarge", "g4dn.2xlarge"] # the second when there is no spot of the first
    min             = 0
    max             = 2
    on_demand_base  = 0   # instances that are not spot, before any is
    on_demand_share = 0   # percent of those above the base
    volume_gib      = 100 # images with their libraries are large

    # What the load of the last two weeks says of the next two days: only written down, load tests have no pattern.
    predictive = "ForecastOnly"

    schedules = {
      night   = { recurrence = "0 20 * * MON-FRI", min_size = 0, max_size = 1 }
      morning = { recurrence = "0 7 * * MON-FRI", min_size = 0, max_size = 2 }
    }
  }

  # One capacity unit is about 2 GiB of memory with its share of processor. The secondary region has a database only
  # where one is copied.
  database = {
    engine_version    = "16.6"
    writer_class      = "db.serverless"
    min_acu           = 0.5
    max_acu           = 8 # load tests
    readers           = 1
    secondary_readers = 0
    backup_days       = 30 # back to any second, as in production
    rpo_seconds       = null
    insights          = "standard"
  }

  # Sessions. Cluster mode as in production.
  cache = {
    engine_version = "7.1"
    node_type      = "cache.t4g.small"
    shards         = 2
    replicas       = 1
    snapshot_days  = 1
  }

  # Besides what databases keep by themselves; copied, so that bringing back a copy is tried. Times are UTC.
  backups = {
    daily = { schedule = "cron(0 3 * * ? *)", keep_days = 14, copy = true }
  }

  # Releases of the api: a share of the requests first, the rest when no alarm has rung. Production's share, but not its
  # patience.
  canary            = { percentage = 10, minutes = 5 }
  keep_blue_minutes = 15

  # The forecast of the api's load is only looked at: load tests have no pattern.
  predictive_scaling = "ForecastOnly"

  # Share of the requests that leave a trace, besides the first of every second.
  trace_share = 0.5

  # As in production: whoever needs a shell here would need one there.
  execute_command = false

  # "enhanced" shows each task and container, at a price by metric: for production.
  container_insights = "enabled"

  # Days until a database password is changed, and until a patch is installed: after dev, before production.
  rotation_days = 30
  patch_days    = 3

  # USD. Who spends more is told at 50, 80 and 100 percent; so is a difference to the usual above anomaly_usd.
  budget = {
    monthly_usd = 2500
    services    = { "Amazon Elastic Compute Cloud - Compute" = 500 } # GPUs that a load test left behind
    anomaly_usd = 100
  }

  # Who hears of alarms. An address has to confirm once, by a link in a mail.
  alarm_emails = ["staging-alarms@${local.org.domain}"]
}
