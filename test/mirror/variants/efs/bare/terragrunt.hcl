terraform {
  source = "tfr:///terraform-aws-modules/efs/aws?version=1.8.1"
}

inputs = {
  name                 = "f"
  attach_policy        = false
  create_backup_policy = false
  protection           = { replication_overwrite = "DISABLED" }
  access_points        = { root = {}, app = { name = "app", posix_user = { uid = 1, gid = 2, secondary_gids = [3] }, tags = { a = "b" }, root_directory = { path = "/app" } } }
}
