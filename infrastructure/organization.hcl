# Facts that hold everywhere.

locals {
  name       = "ai-tools"          # first part of every name
  domain     = "ai-tools.example"  # environments live below it, see env.hcl
  repository = "ai-tools/platform" # owner/name; stands in the tags of every resource
  network    = "10.0.0.0/8"        # all networks of all environments lie in it, see region.hcl of each

  # What we run. The port is where the container listens; a service without one only makes connections.
  services = {
    api       = { port = 8080 }
    inference = { port = 8081 }
    worker    = { port = null }
  }

  # One path for the load balancer's checks, the containers' and the alarms'.
  health_path = "/health"

  # The database that the services share, and what nobody may read in a state or a log. A secret that is not generated
  # is put in by hand.
  database = { name = "platform" }
  secrets = {
    database = { description = "Owner of the database", username = "platform" }
    signing  = { description = "Key that signs sessions" }
    provider = { description = "Key of the model provider, put in by hand", generate = false }
  }

  # What the web firewalls of all environments refuse: what is tried in one is what holds in the next.
  firewall = {
    rate_limit        = 2000                     # requests from one address in five minutes
    blocked_countries = ["CU", "IR", "KP", "SY"] # under a comprehensive embargo: the law, not a defence
  }

  # Role whose holders may approve a failover.
  oncall_role = "oncall"

  # Third-party images, pinned like modules.
  images = {
    collector = "public.ecr.aws/aws-observability/aws-otel-collector:v0.43.1"
  }
}
