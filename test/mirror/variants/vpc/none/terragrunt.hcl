terraform {
  source = "tfr:///terraform-aws-modules/vpc/aws?version=5.21.0"
}

inputs = {
  create_vpc = false
  azs        = []
}
