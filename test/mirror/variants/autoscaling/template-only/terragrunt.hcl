terraform {
  source = "tfr:///terraform-aws-modules/autoscaling/aws?version=8.3.1"
}

inputs = {
  name                        = "abc"
  create                      = false
  image_id                    = "ami-12345678"
  create_iam_instance_profile = false
}
