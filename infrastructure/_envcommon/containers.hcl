# What the services' tasks have in common; read by the units of the services, not a unit itself.

locals {
  org = read_terragrunt_config(find_in_parent_folders("organization.hcl")).locals

  # Non-blocking: when CloudWatch is slow, lines are lost after 25 MiB, and no request waits.
  log_options = {
    awslogs-stream-prefix = "ecs"
    mode                  = "non-blocking"
    max-buffer-size       = "25m"
  }

  # Read-only root, no root user, somewhere to write: the images own /tmp as this user.
  hardening = {
    user                     = "10001"
    readonly_root_filesystem = true
    mount_points             = [{ sourceVolume = "tmp", containerPath = "/tmp", readOnly = false }]
  }

  volumes = { tmp = {} } # ephemeral, goes with the task

  # Where a container finds the collector, which shares the task's network.
  tracing_environment = [
    { name = "OTEL_EXPORTER_OTLP_ENDPOINT", value = "http://localhost:4317" },
    { name = "OTEL_PROPAGATORS", value = "xray" },
  ]

  # AWS Distro for OpenTelemetry, with the configuration in its image that sends traces to X-Ray.
  collector = {
    image                    = local.org.images.collector
    command                  = ["--config=/etc/ecs/ecs-xray.yaml"]
    cpu                      = 64
    memory                   = 256   # a leak ends the collector, not the service
    essential                = false # so does anything else that is wrong with it
    readonly_root_filesystem = true
    user                     = "10001"

    health_check = {
      command     = ["CMD", "/healthcheck"]
      interval    = 30
      timeout     = 5
      retries     = 3
      startPeriod = 10
    }
  }

  # X-Ray knows no resources to narrow this down to.
  tracing_statement = {
    sid = "Tracing"
    actions = [
      "xray:GetSamplingRules",
      "xray:GetSamplingStatisticSummaries",
      "xray:GetSamplingTargets",
      "xray:PutTelemetryRecords",
      "xray:PutTraceSegments",
    ]
    resources = ["*"]
  }

  # Out at once, in slowly: a short peak that comes back finds its tasks still there.
  scaling_policies = {
    for name, target in { cpu = { metric = "CPU", value = 75 }, memory = { metric = "Memory", value = 80 } } : name => {
      policy_type             = "TargetTrackingScaling"
      target_tracking_scaling_policy_configuration = {
        predefined_metric_specification = { predefined_metric_type = "ECSServiceAverage${target.metric}Utilization" }
        target_value                    = target.value
        scale_in_cooldown               = 300
        scale_out_cooldown              = 60
      }
    }
  }
}
