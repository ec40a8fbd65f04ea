terraform {
  source = "tfr:///terraform-aws-modules/ecs/aws//modules/cluster?version=5.12.1"
}

inputs = {
  cluster_name                          = "c"
  create_task_exec_iam_role             = true
  task_exec_ssm_param_arns              = ["arn:aws:ssm:*:*:parameter/x"]
  task_exec_iam_role_policies           = { a = "arn:aws:iam::aws:policy/ReadOnlyAccess" }
  task_exec_iam_statements              = { x = { actions = ["s3:GetObject"], resources = ["*"] } }
  cluster_service_connect_defaults      = { namespace = "arn:aws:servicediscovery:eu-central-1:111122223333:namespace/ns-1" }
  cluster_configuration                 = { execute_command_configuration = { kms_key_id = "k" } }
  default_capacity_provider_use_fargate = false
  autoscaling_capacity_providers        = { gpu = { auto_scaling_group_arn = "arn:aws:autoscaling:eu-central-1:111122223333:autoScalingGroup:12345678-1234-1234-1234-123456789012:autoScalingGroupName/a", managed_termination_protection = "ENABLED", managed_scaling = { status = "ENABLED", target_capacity = 80 }, default_capacity_provider_strategy = { weight = 60, base = 20 } } }
}
