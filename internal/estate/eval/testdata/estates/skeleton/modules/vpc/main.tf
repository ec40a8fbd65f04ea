variable "name" {}
module "inner" { source = "../alb" }

output "vpc_id" {
  value = module.inner.id
}

output "public_subnets" {
  value = ["subnet-a", "subnet-b"]
}
