# Development: where changes are tried first. Shaped like production, so that what works here works there, and
# smaller wherever the size is only paid for.

locals {
  org = read_terragrunt_config(find_in_parent_folders("organization.hcl")).locals

  name   = "dev"
  domain = "dev.${local.org.domain}"

  # Not protected: no deletion protection, buckets go with their content, `destroy` is allowed.
  protected = false

  # Data is written in the primary region and copied to the secondary one. "" as secondary: there is none.
  regions = {
    primary   = "eu-central-1"
    secondary = "ap-southeast-1"
  }

  # Modules are tried here first: { alb = "9.18.0" } puts this environment ahead of the others.
  versions = merge(read_terragrunt_config(find_in_parent_folders("versions.hcl")).locals, {})

  # Parts that an environment may go without: root.hcl says which units they are.
  parts = {
    accelerator     = false # Global Accelerator: 18 USD a month and traffic, for speed that nobody here needs
    efs             = true  # models shared by all tasks
    global_cache    = false # Redis copied to the secondary region: asks for larger nodes than dev has
    global_database = false # Aurora copied to the secondary region: a second cluster that nobody reads
    gpu             = true  # without it, inference runs on Fargate's processors
    inference       = true
    shield          = false # Shield Advanced: about 3,000 USD a month; Standard is always there
    tgw_peering     = false # the regions' networks joined: nothing here crosses regions by it
  }

  # One NAT gateway for all zones, for a third of the price. The loss of its zone cuts off the others: dev can bear it.
  nat  = "single" # or "per-zone"
  ipv6 = true     # as in production

  # Interface endpoints are paid by the zone and the hour; in dev, NAT carries what is not listed. These four are on the
  # path of every task start, so that a task starts even while NAT is down. S3 and DynamoDB cost nothing: always there.
  endpoints = ["ecr.api", "ecr.dkr", "logs", "secretsmanager"]

  # Days. Long enough to look into a bug, short enough to cost little.
  log_days         = 14 # CloudWatch
  log_archive_days = 90 # S3
  artifact_days    = 30 # what a job made; older versions go after a week

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

      # Nobody works here at night. Hours are those of the region.
      schedules = {
        night   = { schedule = "cron(0 20 ? * MON-FRI *)", min_capacity = 1, max_capacity = 2 }
        morning = { schedule = "cron(0 7 ? * MON-FRI *)", min_capacity = 2, max_capacity = 10 }
      }
    }

    worker = {
      cpu    = 1024
      memory = 2048
      min    = 1
      max    = 5

      # Nobody works here at night. Hours are those of the region.
      schedules = {
        night   = { schedule = "cron(0 20 ? * MON-FRI *)", min_capacity = 1, max_capacity = 1 }
        morning = { schedule = "cron(0 7 ? * MON-FRI *)", min_capacity = 1, max_capacity = 5 }
      }
    }

    # Fits a g4dn.xlarge (4096, 16384, one GPU: one task an instance) as well as Fargate.
    inference = {
      cpu    = 2048
      memory = 12288
      min    = 1
      max    = 1

      # No instance runs at night.
      schedules = {
        night   = { schedule = "cron(0 20 ? * MON-FRI *)", min_capacity = 0, max_capacity = 0 }
        morning = { schedule = "cron(0 7 ? * MON-FRI *)", min_capacity = 1, max_capacity = 1 }
      }
    }
  }

  # GPU instances. They come with the first inference task and go with the last: a start takes some five minutes.
  gpu = {
    types           = ["g4dn.xlarge", "g4dn.2xlarge"] # the second when there is no spot of the first
    min             = 0
    max             = 1
    on_demand_base  = 0   # instances that are not spot, before any is
    on_demand_share = 0   # percent of those above the base
    volume_gib      = 100 # images with their libraries are large

    # What the load of the last two weeks says of the next two days: only written down here, there is no pattern in dev.
    predictive = "ForecastOnly"

    schedules = {
      night   = { recurrence = "0 20 * * MON-FRI", min_size = 0, max_size = 0 }
      morning = { recurrence = "0 7 * * MON-FRI", min_size = 0, max_size = 1 }
    }
  }

  # One capacity unit is about 2 GiB of memory with its share of processor. All serverless: at night it costs next to
  # nothing. The secondary region has a database only where one is copied.
  database = {
    engine_version    = "16.6"
    writer_class      = "db.serverless"
    min_acu           = 0.5
    max_acu           = 4
    readers           = 1 # takes over when the writer fails: as in production, so that it is tried
    secondary_readers = 0
    backup_days       = 30 # back to any second, as in production
    rpo_seconds       = null
    insights          = "standard"
  }

  # Sessions. Cluster mode as in production: a client that cannot follow the shards fails here first.
  cache = {
    engine_version = "7.1"
    node_type      = "cache.t4g.small"
    shards         = 2
    replicas       = 1
    snapshot_days  = 1
  }

  # Besides what databases keep by themselves. Times are UTC.
  backups = {
    daily = { schedule = "cron(0 3 * * ? *)", keep_days = 7 }
  }

  # Releases of the api: a share of the requests first, the rest when no alarm has rung. Short, so that nobody waits; the
  # old tasks go soon.
  canary            = { percentage = 50, minutes = 1 }
  keep_blue_minutes = 5

  # The forecast of the api's load is only looked at: there is no pattern in dev.
  predictive_scaling = "ForecastOnly"

  # Share of the requests that leave a trace, besides the first of every second: all, while something is looked for.
  trace_share = 1

  # Developers may open a shell in a running task.
  execute_command = true

  # "enhanced" shows each task and container, at a price by metric: for production.
  container_insights = "enabled"

  # Days until a database password is changed, and until a patch is installed: here first, at once.
  rotation_days = 30
  patch_days    = 0

  # USD. Who spends more is told at 50, 80 and 100 percent; so is a difference to the usual above anomaly_usd.
  budget = {
    monthly_usd = 1500
    services    = { "Amazon Elastic Compute Cloud - Compute" = 300 } # GPUs that somebody forgot
    anomaly_usd = 50
  }

  # Who hears of alarms. An address has to confirm once, by a link in a mail.
  alarm_emails = ["dev-alarms@${local.org.domain}"]
}
