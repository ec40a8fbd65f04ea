# Facts that hold everywhere.

locals {
  name       = "ai-tools"          # first part of every name
  domain     = "ai-tools.example"  # environments live below it, see env.hcl
  repository = "ai-tools/platform" # owner/name; stands in the tags of every resource

  # What we run. The port is where the container listens; a service without one only makes connections.
  services = {
    api       = { port = 8080 }
    inference = { port = 8081 }
    worker    = { port = null }
  }

  # One path for the load balancer's checks, the containers' and the alarms'.
  health_path = "/health"

  # Third-party images, pinned like modules.
  images = {
    collector = "public.ecr.aws/aws-observability/aws-otel-collector:v0.43.1"
  }
}
