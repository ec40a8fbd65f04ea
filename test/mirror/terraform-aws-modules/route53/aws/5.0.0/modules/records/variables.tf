variable "create" {
  type    = bool
  default = true
}

variable "private_zone" {
  type    = bool
  default = false
}

variable "records" {
  type    = any
  default = []
}

variable "records_jsonencoded" {
  type    = string
  default = null
}

variable "zone_id" {
  type    = string
  default = null
}

variable "zone_name" {
  type    = string
  default = null
}
