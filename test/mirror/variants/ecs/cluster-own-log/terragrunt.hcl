terraform {
  source = "tfr:///terraform-aws-modules/ecs/aws//modules/cluster?version=5.12.1"
}

inputs = {
  cluster_name               = "c"
  fargate_capacity_providers = { FARGATE = {} }
}
