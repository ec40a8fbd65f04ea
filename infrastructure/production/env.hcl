# Production: what users see. Sized for the loss of a zone at any time, and of a region within the hour that the
# recovery plan gives.

locals {
  org = read_terragrunt_config(find_in_parent_folders("organization.hcl")).locals

  name   = "production"
  domain = local.org.domain # users see no environment

  # Deletion protection everywhere, buckets and images are kept, `destroy` is refused.
  protected = true

  # Data is written in the primary region and copied to the secondary one. "" as secondary: there is none.
  regions = {
    primary   = "eu-central-1"
    secondary = "ap-southeast-1"
  }

  # An entry here puts this environment behind, or ahead of, versions.hcl: { alb = "9.16.0" }.
  versions = merge(read_terragrunt_config(find_in_parent_folders("versions.hcl")).locals, {})

  # Parts that an environment may go without: root.hcl says which units they are.
  parts = {
    accelerator     = true # Global Accelerator: requests enter AWS's network near the user
    efs             = true # models shared by all tasks
    global_cache    = true # Redis copied to the secondary region: sessions survive a region
    global_database = true # Aurora copied to the secondary region: a second of data lost at most
    gpu             = true # without it, inference runs on Fargate's processors
    inference       = true
    shield          = false # Shield Advanced: about 3,000 USD a month; Standard is always there
    tgw_peering     = true  # the regions' networks joined: the way of operators and of recovery
  }

  # A NAT gateway in each zone: the loss of a zone is the loss of no other.
  nat  = "per-zone" # or "single"
  ipv6 = true       # users of mobile networks come by it first

  # All that the tasks, their hosts and the rotation speak to: no call to AWS needs NAT. S3 and DynamoDB cost nothing:
  # always there.
  endpoints = [
    "ecr.api", "ecr.dkr", "ecs", "ecs-agent", "ecs-telemetry", "kms", "logs", "secretsmanager", "sqs", "ssm", "ssmmessages",
    "ec2messages", "sts", "xray",
  ]

  # Days.
  log_days         = 90  # CloudWatch; longer than a quarter's review looks back
  log_archive_days = 400 # S3; a year and the month in which its audit is
  artifact_days    = 90  # what a job made; older versions go after a week

  # Edge locations of CloudFront: all of them.
  cdn_price_class = "PriceClass_All"

  # Shares of the regions at api-split.DOMAIN, for one stack tried beside another.
  api_split = {
    primary   = 100
    secondary = 0
  }

  # Zones below this one, kept by other accounts: { name = [its name servers] }.
  delegations = {} # dev and staging, once they stand

  # Tags or digests (sha256:...), moved by the release workflow. Tags are immutable, so none can change its content.
  images = {
    api       = "1.0.0"
    inference = "1.0.0"
    worker    = "1.0.0"
  }

  # Sizes are Fargate's: cpu in 1/1024 of a core, memory in MiB. A task in each zone at least.
  services = {
    api = {
      cpu    = 2048
      memory = 4096
      min    = 3
      max    = 30

      # Ready before the day begins: scaling by load comes too late for a morning. Hours are those of the region.
      schedules = {
        morning = { schedule = "cron(0 7 ? * MON-FRI *)", min_capacity = 6, max_capacity = 30 }
        evening = { schedule = "cron(0 20 ? * MON-FRI *)", min_capacity = 3, max_capacity = 30 }
      }
    }

    worker = {
      cpu    = 2048
      memory = 4096
      min    = 3
      max    = 30

      schedules = {} # by the queue alone: jobs come at all hours
    }

    # Fits a g4dn.xlarge (4096, 16384, one GPU: one task an instance) as well as Fargate.
    inference = {
      cpu    = 2048
      memory = 12288
      min    = 1
      max    = 8

      schedules = {} # by load; the instances are there ahead of it, see gpu
    }
  }

  # GPU instances. One at all times, not spot: an answer never waits for an instance to start.
  gpu = {
    types           = ["g4dn.xlarge", "g4dn.2xlarge"] # the second when there is no spot of the first
    min             = 1
    max             = 8
    on_demand_base  = 1   # instances that are not spot, before any is
    on_demand_share = 25  # percent of those above the base: losing all spot at once leaves a third of the peak
    volume_gib      = 100 # images with their libraries are large

    # What the load of the last two weeks says of the next two days: instances take five minutes, so they start ahead.
    predictive = "ForecastAndScale"

    schedules = {
      morning = { recurrence = "0 7 * * MON-FRI", min_size = 2, max_size = 8 }
      evening = { recurrence = "0 20 * * MON-FRI", min_size = 1, max_size = 8 }
    }
  }

  # One capacity unit is about 2 GiB of memory with its share of processor. The writer is there at all times and can be
  # reserved; readers follow the load, up to the writer's size and beyond.
  database = {
    engine_version    = "16.6"
    writer_class      = "db.r7g.2xlarge" # 64 GiB: as many connections as a reader at its largest
    min_acu           = 2
    max_acu           = 64
    readers           = 2 # one in each of the other zones
    secondary_readers = 2
    backup_days       = 30  # back to any second
    rpo_seconds       = 300 # writes wait when the copy is further behind: a third of what may be lost
    insights          = "advanced"
  }

  # Sessions. A global datastore takes no smaller kind of node.
  cache = {
    engine_version = "7.1"
    node_type      = "cache.r7g.large"
    shards         = 3
    replicas       = 1
    snapshot_days  = 7
  }

  # Besides what databases keep by themselves. Hourly is the most that AWS Backup offers: what may lose no more than
  # minutes is replicated. Times are UTC.
  backups = {
    hourly  = { schedule = "cron(0 * * * ? *)", keep_days = 7 }
    daily   = { schedule = "cron(0 3 * * ? *)", keep_days = 35, copy = true }
    monthly = { schedule = "cron(0 4 1 * ? *)", keep_days = 400 } # an audit looks back a year
  }

  # Releases of the api: a tenth of the requests first, the rest when no alarm has rung. For another hour, going back is a
  # matter of seconds.
  canary            = { percentage = 10, minutes = 15 }
  keep_blue_minutes = 60

  # Tasks are there before the hour at which they were needed in the last two weeks.
  predictive_scaling = "ForecastAndScale"

  # Share of the requests that leave a trace, besides the first of every second.
  trace_share = 0.05

  # Nobody opens a shell in a task that users depend on; what is needed to look into a fault is in logs and traces.
  execute_command = false

  # Each task and container, at a price by metric: a slow one shows among many.
  container_insights = "enhanced"

  # Days until a database password is changed, and until a patch is installed: after a week in dev.
  rotation_days = 30
  patch_days    = 7

  # USD. Who spends more is told at 50, 80 and 100 percent; so is a difference to the usual above anomaly_usd.
  budget = {
    monthly_usd = 15000
    services    = { "Amazon Elastic Compute Cloud - Compute" = 5000, "Amazon Relational Database Service" = 4000 }
    anomaly_usd = 300
  }

  # Who hears of alarms. An address has to confirm once, by a link in a mail.
  alarm_emails = ["oncall@${local.org.domain}"]
}
