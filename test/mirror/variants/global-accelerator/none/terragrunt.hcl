terraform {
  source = "tfr:///terraform-aws-modules/global-accelerator/aws?version=3.0.1"
}

inputs = {
  create    = false
  listeners = { one = { endpoint_groups = { eu = {} } } }
}
