variable "name" {}
module "inner" { source = "../alb" }
