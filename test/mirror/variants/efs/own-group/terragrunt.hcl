terraform {
  source = "tfr:///terraform-aws-modules/efs/aws?version=1.8.1"
}

inputs = {
  name                                  = "f"
  security_group_vpc_id                 = "vpc-12345678"
  security_group_rules                  = { vpc = { cidr_blocks = ["10.0.0.0/16"] }, other = { source_security_group_id = "sg-12345678" } }
  mount_targets                         = { a = { subnet_id = "subnet-12345678" }, b = { subnet_id = "subnet-87654321", ip_address = "10.0.0.9" } }
  create_replication_configuration      = true
  replication_configuration_destination = { region = "eu-west-1" }
  lifecycle_policy                      = { transition_to_ia = "AFTER_30_DAYS" }
}
