# Who did what, in every region, in files that cannot be changed unnoticed.

data "aws_partition" "current" {}

resource "aws_cloudtrail" "this" {
  name           = var.name
  s3_bucket_name = var.log_bucket
  kms_key_id     = var.kms_key_arn

  is_multi_region_trail         = true
  include_global_service_events = true
  enable_log_file_validation    = true

  # Management events by the standard; of data, who reads and writes the named buckets.
  advanced_event_selector {
    name = "Management"

    field_selector {
      field  = "eventCategory"
      equals = ["Management"]
    }
  }

  dynamic "advanced_event_selector" {
    for_each = length(var.data_event_buckets) > 0 ? [1] : []

    content {
      name = "Objects"

      field_selector {
        field  = "eventCategory"
        equals = ["Data"]
      }

      field_selector {
        field  = "resources.type"
        equals = ["AWS::S3::Object"]
      }

      field_selector {
        field       = "resources.ARN"
        starts_with = [for bucket in var.data_event_buckets : "arn:${data.aws_partition.current.partition}:s3:::${bucket}/"]
      }
    }
  }

  # Calls and errors far from the usual rate.
  insight_selector {
    insight_type = "ApiCallRateInsight"
  }

  insight_selector {
    insight_type = "ApiErrorRateInsight"
  }

  tags = var.tags
}
