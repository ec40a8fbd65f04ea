terraform {
  source = "tfr:///terraform-aws-modules/autoscaling/aws?version=8.3.1"
}

inputs = {
  name                       = "abc"
  image_id                   = "ami-12345678"
  instance_type              = "t3.micro"
  min_size                   = 0
  max_size                   = 2
  desired_capacity           = 1
  vpc_zone_identifier        = ["subnet-12345678"]
  iam_instance_profile_name  = "p"
  instance_refresh           = { strategy = "Rolling", preferences = { min_healthy_percentage = 50, alarm_specification = { alarms = ["a"] } }, triggers = ["tag"] }
  placement                  = { tenancy = "default" }
  private_dns_name_options   = { hostname_type = "resource-name" }
  maintenance_options        = { auto_recovery = "default" }
  traffic_source_attachments = { t = { traffic_source_identifier = "arn:aws:elasticloadbalancing:eu-central-1:111122223333:targetgroup/a/0123456789abcdef" } }
  schedules                  = { night = { recurrence = "0 18 * * *", min_size = 0, max_size = 0, desired_capacity = 0 } }
  scaling_policies = {
    step  = { policy_type = "StepScaling", adjustment_type = "ChangeInCapacity", step_adjustment = [{ scaling_adjustment = 1, metric_interval_lower_bound = 0 }] }
    track = { policy_type = "TargetTrackingScaling", target_tracking_configuration = { target_value = 50, predefined_metric_specification = { predefined_metric_type = "ASGAverageCPUUtilization" } } }
    own   = { policy_type = "TargetTrackingScaling", target_tracking_configuration = { target_value = 50, customized_metric_specification = { namespace = "n", metric_name = "m", statistic = "Average", metric_dimension = { name = "a", value = "b" } } } }
  }
}
