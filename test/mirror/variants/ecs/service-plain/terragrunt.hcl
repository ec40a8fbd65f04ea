terraform {
  source = "tfr:///terraform-aws-modules/ecs/aws//modules/service?version=5.12.1"
}

inputs = {
  name                  = "s"
  cluster_arn           = "arn:aws:ecs:eu-central-1:111122223333:cluster/c"
  create_security_group = false
  subnet_ids            = ["subnet-12345678"]
  container_definitions = { a = { image = "i" }, b = { image = "j", cloudwatch_log_group_name = "/x", health_check = { command = ["true"] } } }
}
