variable "name" {
  description = "First part of the names."
  type        = string
}

variable "account_id" {
  description = "Account of both gateways."
  type        = string

  validation {
    condition     = can(regex("^[0-9]{12}$", var.account_id))
    error_message = "account_id must be the twelve digits of the account, as a string."
  }
}

variable "primary" {
  description = "The end that asks: its region, gateway, route table, and the addresses behind it."

  type = object({
    region         = string
    gateway_id     = string
    route_table_id = string
    cidr           = string
  })
}

variable "secondary" {
  description = "The end that accepts."

  type = object({
    region         = string
    gateway_id     = string
    route_table_id = string
    cidr           = string
  })

  validation {
    condition     = var.secondary.region != var.primary.region
    error_message = "secondary must be in another region than primary: gateways of one region need no peering."
  }

  validation {
    # Two blocks overlap when the shorter prefix holds the other's first address.
    condition = (
      cidrhost("${split("/", var.primary.cidr)[0]}/${min(split("/", var.primary.cidr)[1], split("/", var.secondary.cidr)[1])}", 0) !=
      cidrhost("${split("/", var.secondary.cidr)[0]}/${min(split("/", var.primary.cidr)[1], split("/", var.secondary.cidr)[1])}", 0)
    )
    error_message = "The addresses of the two regions overlap (${var.primary.cidr} and ${var.secondary.cidr}): no route can tell them apart. Give one of them another block in its region.hcl."
  }
}

variable "tags" {
  description = "Default tags of both providers."
  type        = map(string)
  default     = {}
}
