# Development: where changes are tried first. Shaped like production, so that what works here works there, and
# smaller wherever the size is only paid for.

locals {
  org = read_terragrunt_config(find_in_parent_folders("organization.hcl")).locals

  name   = "dev"
  domain = "dev.${local.org.domain}"

  # Not protected: no deletion protection, buckets go with their content, `destroy` is allowed.
  protected = false

  # One NAT gateway for all zones. The loss of its zone cuts off the others, which dev can bear for a third of the price.
  nat  = "single" # or "per-zone"
  ipv6 = true     # as in production

  # Interface endpoints are paid by the zone and the hour; in dev, NAT carries what is not listed. These four are on the
  # path of every task start, so that a task starts even while NAT is down. S3 and DynamoDB cost nothing: always there.
  endpoints = ["ecr.api", "ecr.dkr", "logs", "secretsmanager"]

  # Days. Long enough to look into a bug, short enough to cost little.
  log_days         = 14 # CloudWatch
  log_archive_days = 90 # S3

  # Requests from one address in five minutes.
  waf_rate_limit = 2000

  # Countries under a comprehensive embargo, as in production.
  waf_blocked_countries = ["CU", "IR", "KP", "SY"]

  # Tags or digests (sha256:...), moved by the release workflow. Tags are immutable, so none can change its content.
  images = {
    api    = "1.0.0"
    worker = "1.0.0"
  }

  # Sizes are Fargate's: cpu in 1/1024 of a core, memory in MiB. Two tasks at least, so that state kept in one shows.
  services = {
    api = {
      cpu    = 1024
      memory = 2048
      min    = 2
      max    = 10

      # Nobody works here at night.
      schedules = {
        night   = { schedule = "cron(0 20 ? * MON-FRI *)", timezone = "Europe/Berlin", min_capacity = 1, max_capacity = 2 }
        morning = { schedule = "cron(0 7 ? * MON-FRI *)", timezone = "Europe/Berlin", min_capacity = 2, max_capacity = 10 }
      }
    }

    worker = {
      cpu    = 1024
      memory = 2048
      min    = 1
      max    = 5

      schedules = {
        night   = { schedule = "cron(0 20 ? * MON-FRI *)", timezone = "Europe/Berlin", min_capacity = 1, max_capacity = 1 }
        morning = { schedule = "cron(0 7 ? * MON-FRI *)", timezone = "Europe/Berlin", min_capacity = 1, max_capacity = 5 }
      }
    }
  }

  # Developers may open a shell in a running task.
  execute_command = true

  # "enhanced" shows each task and container, at a price by metric: for production.
  container_insights = "enabled"
}
