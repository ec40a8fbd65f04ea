variable "name" {
  description = "First part of the name of every group."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,39}$", var.name))
    error_message = "name must be lower case letters, digits and hyphens, 40 characters at most: AWS adds to it. Shorten the organization's or the environment's name."
  }
}

variable "vpc_id" {
  description = "Network in which the groups are."
  type        = string

  validation {
    condition     = startswith(var.vpc_id, "vpc-")
    error_message = "vpc_id must be the id of a VPC (vpc-...): take output vpc_id of the network."
  }
}

variable "enable_ipv6" {
  description = "Whether flows from and to the internet are also allowed over IPv6."
  type        = bool
  default     = false
}

variable "roles" {
  description = "A group for each role; the value describes who has it."
  type        = map(string)

  validation {
    condition     = length(setintersection(keys(var.roles), ["internet", "s3", "dynamodb"])) == 0
    error_message = "internet, s3 and dynamodb are peers outside the network and cannot be roles: choose another name."
  }

  validation {
    condition     = alltrue([for text in values(var.roles) : can(regex("^[a-zA-Z0-9 ._:/()#,@+=&;{}!$*\\[\\]-]{1,255}$", text))])
    error_message = "AWS takes letters, digits, spaces and ._-:/()#,@[]+=&;{}!$* in the description of a group, 255 at most: reword it."
  }
}

variable "flows" {
  description = <<-EOT
    Who may open a connection to whom, on which port. `from` and `to` are roles, or a peer outside the network:
    `internet` on either side, `s3` and `dynamodb` (gateway endpoints) as `to`.
  EOT

  type = map(object({
    from        = string
    to          = string
    port        = number
    to_port     = optional(number) # end of a range; `port` when left out
    protocol    = optional(string, "tcp")
    description = string
  }))

  validation {
    condition     = alltrue([for flow in values(var.flows) : contains(concat(keys(var.roles), ["internet"]), flow.from)])
    error_message = "from must be one of roles, or internet. Not so: ${join(", ", [for key, flow in var.flows : key if !contains(concat(keys(var.roles), ["internet"]), flow.from)])}. Add the role or correct its name."
  }

  validation {
    condition     = alltrue([for flow in values(var.flows) : contains(concat(keys(var.roles), ["internet", "s3", "dynamodb"]), flow.to)])
    error_message = "to must be one of roles, or internet, s3 or dynamodb. Not so: ${join(", ", [for key, flow in var.flows : key if !contains(concat(keys(var.roles), ["internet", "s3", "dynamodb"]), flow.to)])}. Add the role or correct its name."
  }

  validation {
    condition     = alltrue([for flow in values(var.flows) : contains(keys(var.roles), flow.from) || contains(keys(var.roles), flow.to)])
    error_message = "A flow needs a role on one side at least: no group stands between two peers outside the network."
  }

  validation {
    condition     = alltrue([for flow in values(var.flows) : contains(["tcp", "udp"], flow.protocol)])
    error_message = "protocol must be tcp or udp: a flow opens ports, not whole protocols."
  }

  validation {
    condition = alltrue([
      for flow in values(var.flows) : flow.port >= 1 && coalesce(flow.to_port, flow.port) <= 65535 && flow.port <= coalesce(flow.to_port, flow.port)
    ])
    error_message = "port and to_port must be from 1 to 65535, and to_port not below port."
  }

  validation {
    condition     = alltrue([for flow in values(var.flows) : can(regex("^[a-zA-Z0-9 ._:/()#,@+=&;{}!$*\\[\\]-]{1,255}$", flow.description))])
    error_message = "AWS takes letters, digits, spaces and ._-:/()#,@[]+=&;{}!$* in the description of a rule, 255 at most: reword it."
  }
}

variable "tags" {
  description = "Tags for every resource, besides the provider's default tags."
  type        = map(string)
  default     = {}
}
