# The provider at 5.x has no block for a predictive policy of Application Auto Scaling; CloudFormation has. Like every
# policy it scales out only: it raises the count ahead of the load that it has seen before, and target tracking does the
# rest. https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-applicationautoscaling-scalingpolicy.html

locals {
  template = {
    Description = "Predictive scaling of ${var.service_name}"

    Resources = {
      Policy = {
        Type = "AWS::ApplicationAutoScaling::ScalingPolicy"

        Properties = {
          PolicyName        = "predictive"
          PolicyType        = "PredictiveScaling"
          ServiceNamespace  = "ecs"
          ScalableDimension = "ecs:service:DesiredCount"
          ResourceId        = "service/${var.cluster_name}/${var.service_name}"

          PredictiveScalingPolicyConfiguration = {
            Mode                      = var.mode
            MaxCapacityBreachBehavior = "HonorMaxCapacity"
            SchedulingBufferTime      = var.buffer_seconds

            MetricSpecifications = [{
              TargetValue                       = var.target_cpu
              PredefinedMetricPairSpecification = { PredefinedMetricType = "ECSServiceCPUUtilization" }
            }]
          }
        }
      }
    }
  }
}

resource "aws_cloudformation_stack" "this" {
  name          = var.name
  template_body = jsonencode(local.template)
  on_failure    = "DELETE"

  tags = var.tags
}
