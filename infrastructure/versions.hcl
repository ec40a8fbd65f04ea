# Versions of the registry modules, one place for all environments. An environment that tries a newer one says so in
# `versions` of its env.hcl, until the others follow and the line moves here.
#
# All are of the line that runs with version 5 of the AWS provider, see root.hcl.

locals {
  acm                = "5.2.0"
  alb                = "9.17.0"
  autoscaling        = "8.3.1"
  cloudfront         = "5.2.0"
  ecs                = "5.12.1"
  efs                = "1.8.1"
  eventbridge        = "3.17.1"
  global_accelerator = "3.0.1"
  kms                = "3.1.1"
  route53            = "5.0.0"
  s3_bucket          = "4.11.0"
  sns                = "6.2.1"
  sqs                = "4.3.1"
  transit_gateway    = "2.13.1"
  vpc                = "5.21.0" # 5.21.1 asks for provider 6
  wafv2              = "1.1.0"
}
