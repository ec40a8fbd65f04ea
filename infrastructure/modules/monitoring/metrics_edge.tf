locals {
  alb = var.load_balancer == null ? null : { LoadBalancer = var.load_balancer.arn_suffix }

  metrics_edge = {
    # Shares, not counts: ten errors are much at night and nothing at noon. Both sides count: answers of the targets and
    # those that the load balancer gives itself when there is no target.
    "alb.error-rate" = {
      title      = "Requests that failed on our side (5XX), percent"
      group      = "Requests"
      expression = "100 * (FILL(target, 0) + FILL(elb, 0)) / FILL(requests, 1)"
      queries = local.alb == null ? {} : {
        target   = { namespace = "AWS/ApplicationELB", metric_name = "HTTPCode_Target_5XX_Count", stat = "Sum", dimensions = local.alb }
        elb      = { namespace = "AWS/ApplicationELB", metric_name = "HTTPCode_ELB_5XX_Count", stat = "Sum", dimensions = local.alb }
        requests = { namespace = "AWS/ApplicationELB", metric_name = "RequestCount", stat = "Sum", dimensions = local.alb }
      }
    }
    "alb.client-error-rate" = {
      title      = "Requests that were wrong (4XX), percent"
      group      = "Requests"
      expression = "100 * FILL(target, 0) / FILL(requests, 1)"
      queries = local.alb == null ? {} : {
        target   = { namespace = "AWS/ApplicationELB", metric_name = "HTTPCode_Target_4XX_Count", stat = "Sum", dimensions = local.alb }
        requests = { namespace = "AWS/ApplicationELB", metric_name = "RequestCount", stat = "Sum", dimensions = local.alb }
      }
    }
    "alb.response-time" = {
      title      = "Response time that 95 of 100 requests stay below, seconds"
      group      = "Requests"
      expression = null
      queries    = local.alb == null ? {} : { m = { namespace = "AWS/ApplicationELB", metric_name = "TargetResponseTime", stat = "p95", dimensions = local.alb } }
    }
    "alb.request-rate" = {
      title      = "Requests"
      group      = "Requests"
      expression = null
      queries    = local.alb == null ? {} : { m = { namespace = "AWS/ApplicationELB", metric_name = "RequestCount", stat = "Sum", dimensions = local.alb } }
    }
    # Blue and green take turns, and the idle one has no targets: the better of the two counts.
    "alb.healthy-targets" = {
      title      = "Targets of the api that can serve"
      group      = "Requests"
      expression = "MAX(METRICS())"
      queries = local.alb == null ? {} : {
        for colour in ["blue", "green"] : colour => {
          namespace  = "AWS/ApplicationELB", metric_name = "HealthyHostCount", stat = "Minimum"
          dimensions = merge(local.alb, { TargetGroup = var.load_balancer.target_groups[colour] })
        }
      }
    }
    "nat.port-errors" = {
      title      = "Connections that NAT had no port for"
      group      = "Network"
      expression = "SUM(METRICS())"
      queries = {
        for i, gateway in var.nat_gateway_ids : "nat${i}" => {
          namespace = "AWS/NATGateway", metric_name = "ErrorPortAllocation", stat = "Sum", dimensions = { NatGatewayId = gateway }
        }
      }
    }
    "nat.throughput" = {
      title      = "What goes out by NAT, MiB in a minute"
      group      = "Network"
      expression = "SUM(METRICS()) / 1048576"
      queries = {
        for i, gateway in var.nat_gateway_ids : "nat${i}" => {
          namespace = "AWS/NATGateway", metric_name = "BytesOutToDestination", stat = "Average", dimensions = { NatGatewayId = gateway }
        }
      }
    }
    "cdn.error-rate" = {
      title      = "Requests to CloudFront that failed on our side, percent"
      group      = "Requests"
      expression = null
      queries = var.distribution_id == null ? {} : {
        m = { namespace = "AWS/CloudFront", metric_name = "5xxErrorRate", stat = "Average", dimensions = { DistributionId = var.distribution_id, Region = "Global" } }
      }
    }
    "region.down" = {
      title      = "Regions that do not answer"
      group      = "Requests"
      expression = "${length(var.health_check_ids)} - SUM(METRICS())"
      queries = {
        for i, id in values(var.health_check_ids) : "check${i}" => {
          namespace = "AWS/Route53", metric_name = "HealthCheckStatus", stat = "Minimum", dimensions = { HealthCheckId = id }
        }
      }
    }
  }
}
