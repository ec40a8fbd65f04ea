variable "role" {
  description = "`primary`: repositories that images are pushed to. `secondary`: how the copies look that replication makes in this region."
  type        = string

  validation {
    condition     = contains(["primary", "secondary"], var.role)
    error_message = "role must be primary (images are pushed here) or secondary (images are copied here)."
  }
}

variable "name" {
  description = "First part of the name of every repository: NAME/SERVICE."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9]+([._-][a-z0-9]+)*$", var.name))
    error_message = "name must be lower case letters and digits, with single . _ or - in between."
  }
}

variable "services" {
  description = "Services that have a repository, in the primary region. Replication takes them to the others."
  type        = set(string)
  default     = []

  validation {
    condition     = var.role == "secondary" || length(var.services) > 0
    error_message = "A primary region needs services: name those whose images are pushed here."
  }
}

variable "kms_key_arn" {
  description = "Key of this region that encrypts the images."
  type        = string

  validation {
    condition     = can(regex("^arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:key/", var.kms_key_arn))
    error_message = "kms_key_arn must be the ARN of a key: take output key_arn of the key in this region."
  }
}

variable "replicas" {
  description = "Regions that get a copy of every image: the value is output replica_ready of that region, so that its copies are encrypted from the first on."
  type        = map(string)
  default     = {}

  validation {
    condition     = var.role == "primary" || length(var.replicas) == 0
    error_message = "Images are copied from the primary region only: leave replicas out in a secondary one."
  }

  validation {
    condition     = length(var.replicas) <= 25
    error_message = "ECR replicates to 25 destinations at most."
  }
}

variable "keep_images" {
  description = "How many images of a service are kept, the newest first. Keep more than are ever released between two rollbacks."
  type        = number
  default     = 100

  validation {
    condition     = var.keep_images >= 10
    error_message = "keep_images must be 10 at least: a running image that is gone cannot be started again."
  }
}

variable "untagged_days" {
  description = "After how many days an image without a tag goes."
  type        = number
  default     = 7

  validation {
    condition     = var.untagged_days >= 1
    error_message = "untagged_days must be 1 at least."
  }
}

variable "force_delete" {
  description = "Whether a repository may go with images in it."
  type        = bool
  default     = false
}

variable "tags" {
  description = "Tags for every resource, besides the provider's default tags."
  type        = map(string)
  default     = {}
}
