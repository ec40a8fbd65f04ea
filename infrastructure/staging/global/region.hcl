# What has no region is kept in us-east-1: CloudFront takes its certificate and web ACL only from there.

locals {
  name  = "us-east-1"
  short = "use1"
}
