terraform {
  source = "tfr:///terraform-aws-modules/kms/aws?version=3.1.1"
}

inputs = {
  create  = false
  aliases = ["a"]
}
