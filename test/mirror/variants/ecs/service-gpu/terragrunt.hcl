terraform {
  source = "tfr:///terraform-aws-modules/ecs/aws//modules/service?version=5.12.1"
}

inputs = {
  name                          = "s"
  cluster_arn                   = "arn:aws:ecs:eu-central-1:111122223333:cluster/c"
  network_mode                  = "bridge"
  launch_type                   = "EC2"
  requires_compatibilities      = ["EC2"]
  create_security_group         = false
  subnet_ids                    = ["subnet-12345678"]
  capacity_provider_strategy    = { gpu = { capacity_provider = "gpu", weight = 1 } }
  load_balancer                 = { s = { target_group_arn = "arn:aws:elasticloadbalancing:eu-central-1:111122223333:targetgroup/a/0123456789abcdef", container_name = "a", container_port = 80 } }
  container_definitions         = { a = { image = "i", cpu = 1, resource_requirements = [{ type = "GPU", value = "1" }], port_mappings = [{ containerPort = 80 }], mount_points = [{ sourceVolume = "models", containerPath = "/m", readOnly = true }], linux_parameters = { capabilities = { drop = ["ALL"] } }, firelens_configuration = { type = "fluentbit" }, secrets = [{ name = "A", valueFrom = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:a" }], command = ["x"], entrypoint = ["y"], ulimits = [{ name = "nofile", softLimit = 1, hardLimit = 2 }], user = "1000", docker_labels = { a = "b" } }, off = { create = false } }
  container_definition_defaults = { readonly_root_filesystem = false, environment = [{ name = "X", value = "y" }] }
  volume                        = { models = { efs_volume_configuration = { file_system_id = "fs-12345678", transit_encryption = "ENABLED", authorization_config = { access_point_id = "fsap-12345678", iam = "ENABLED" } } }, tmp = { docker_volume_configuration = { scope = "task", driver = "local" } } }
  placement_constraints         = { a = { type = "distinctInstance" } }
  ordered_placement_strategy    = { a = { type = "spread", field = "host" } }
  runtime_platform              = { cpu_architecture = "ARM64", operating_system_family = "LINUX" }
  alarms                        = { alarm_names = ["a"] }
  autoscaling_policies          = { step = { policy_type = "StepScaling", step_scaling_policy_configuration = { adjustment_type = "ChangeInCapacity", step_adjustment = [{ metric_interval_lower_bound = 0, scaling_adjustment = 1 }] } }, custom = { policy_type = "TargetTrackingScaling", target_tracking_scaling_policy_configuration = { target_value = 10, customized_metric_specification = { metric_name = "m", namespace = "n", statistic = "Average", dimensions = [{ name = "a", value = "b" }] } } } }
  tasks_iam_role_policies       = { a = "arn:aws:iam::aws:policy/ReadOnlyAccess" }
  iam_role_statements           = { x = { actions = ["s3:GetObject"], resources = ["*"] } }
  ephemeral_storage             = { size_in_gib = 30 }
  service_connect_configuration = { namespace = "n", service = { port_name = "p", client_alias = { port = 80, dns_name = "d" } }, log_configuration = { log_driver = "awslogs", options = { a = "b" } } }
}
