# Tasks prove who they are by their role (IAM): there is no password to keep, to rotate or to lose. The user that Redis
# takes for everybody who says nothing is switched off.

module "users" {
  source  = "terraform-aws-modules/elasticache/aws//modules/user-group"
  version = "1.10.3"

  user_group_id = var.name

  default_user = {
    user_id              = "${var.name}-default"
    access_string        = "off -@all"
    no_password_required = true
  }

  users = {
    for user, access in var.users : "${var.name}-${user}" => {
      access_string       = access
      authentication_mode = { type = "iam" }
    }
  }

  tags = var.tags
}
