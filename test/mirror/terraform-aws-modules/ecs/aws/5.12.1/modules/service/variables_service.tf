variable "service_connect_configuration" {
  type    = any
  default = {}
}

variable "service_registries" {
  type    = any
  default = {}
}

variable "service_tags" {
  type    = map(string)
  default = {}
}
