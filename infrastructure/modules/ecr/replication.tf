# One configuration for the whole registry of a region; the filter keeps to our repositories.

data "aws_caller_identity" "current" {
  count = length(var.replicas) > 0 ? 1 : 0
}

resource "aws_ecr_replication_configuration" "this" {
  count = length(var.replicas) > 0 ? 1 : 0

  replication_configuration {
    rule {
      dynamic "destination" {
        for_each = var.replicas

        content {
          region      = destination.key
          registry_id = data.aws_caller_identity.current[0].account_id
        }
      }

      repository_filter {
        filter      = "${var.name}/"
        filter_type = "PREFIX_MATCH"
      }
    }
  }
}
