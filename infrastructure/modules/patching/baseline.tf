# What counts as patched: security updates a week after they are out, critical ones at once.

resource "aws_ssm_patch_baseline" "this" {
  name             = var.name
  description      = "Amazon Linux 2023"
  operating_system = "AMAZON_LINUX_2023"

  approval_rule {
    approve_after_days = 0
    compliance_level   = "CRITICAL"

    patch_filter {
      key    = "CLASSIFICATION"
      values = ["Security"]
    }

    patch_filter {
      key    = "SEVERITY"
      values = ["Critical"]
    }
  }

  approval_rule {
    approve_after_days = var.approve_after_days
    compliance_level   = "HIGH"

    patch_filter {
      key    = "CLASSIFICATION"
      values = ["Security", "Bugfix"]
    }

    patch_filter {
      key    = "SEVERITY"
      values = ["Important", "Medium"]
    }
  }

  tags = var.tags
}

resource "aws_ssm_default_patch_baseline" "this" {
  baseline_id      = aws_ssm_patch_baseline.this.id
  operating_system = aws_ssm_patch_baseline.this.operating_system
}
