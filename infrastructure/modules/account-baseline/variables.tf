variable "name" {
  description = "Name of the trail: the policies of the bucket and the key name it."
  type        = string

  validation {
    condition     = can(regex("^[a-zA-Z0-9][a-zA-Z0-9._-]{2,127}$", var.name))
    error_message = "name must be 3 to 128 letters, digits and ._-, and start with a letter or digit."
  }
}

variable "log_bucket" {
  description = "Bucket that gets the records."
  type        = string
}

variable "kms_key_arn" {
  description = "Key that encrypts the records, in the bucket's region; its policy must allow CloudTrail."
  type        = string
}

variable "data_event_buckets" {
  description = "Buckets whose every read and write is recorded, at a price by event."
  type        = set(string)
  default     = []
}

variable "tags" {
  description = "Tags for every resource, besides the provider's default tags."
  type        = map(string)
  default     = {}
}
