variable "name" {
  description = "Name of the role."
  type        = string

  validation {
    condition     = can(regex("^[\\w+=,.@-]{1,64}$", var.name))
    error_message = "name must be letters, digits and _+=,.@-, 64 at most: IAM takes no longer one."
  }
}

variable "account_id" {
  description = "Account of the buckets and keys."
  type        = string

  validation {
    condition     = can(regex("^[0-9]{12}$", var.account_id))
    error_message = "account_id must be the twelve digits of the account, as a string: a number loses leading zeros."
  }
}

variable "source_region" {
  description = "Region that objects are copied from."
  type        = string
}

variable "destination_region" {
  description = "Region that objects are copied to."
  type        = string

  validation {
    condition     = var.destination_region != var.source_region
    error_message = "destination_region must be another region than source_region: a copy beside the original is lost with it."
  }
}

variable "buckets" {
  description = "Names of the buckets, by what they hold."

  type = map(object({
    source      = string
    destination = string
  }))

  validation {
    condition     = length(var.buckets) > 0 && alltrue([for pair in values(var.buckets) : pair.source != pair.destination])
    error_message = "buckets must name a source and another destination for each."
  }
}

variable "key_alias" {
  description = "Alias of the key that encrypts the buckets, the same in both regions: alias/NAME."
  type        = string

  validation {
    condition     = startswith(var.key_alias, "alias/")
    error_message = "key_alias must start with alias/."
  }
}

variable "tags" {
  description = "Tags for every resource, besides the provider's default tags."
  type        = map(string)
  default     = {}
}
