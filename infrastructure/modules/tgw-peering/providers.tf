# A peering has two ends in two regions. This unit runs in neither, so it brings both providers itself.

provider "aws" {
  alias  = "primary"
  region = var.primary.region

  allowed_account_ids = [var.account_id]

  default_tags {
    tags = var.tags
  }
}

provider "aws" {
  alias  = "secondary"
  region = var.secondary.region

  allowed_account_ids = [var.account_id]

  default_tags {
    tags = var.tags
  }
}
