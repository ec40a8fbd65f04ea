variable "name" {
  description = "Name of the stack."
  type        = string

  validation {
    condition     = can(regex("^[a-zA-Z][a-zA-Z0-9-]{0,127}$", var.name))
    error_message = "name must start with a letter and be letters, digits and hyphens, 128 at most."
  }
}

variable "cluster_name" {
  description = "Name of the cluster."
  type        = string
}

variable "service_name" {
  description = "Name of the service; it must be a scalable target already."
  type        = string
}

variable "target_cpu" {
  description = "CPU that the forecast aims at, in percent; that of target tracking."
  type        = number
  default     = 75

  validation {
    condition     = var.target_cpu >= 10 && var.target_cpu <= 90
    error_message = "target_cpu must be 10 to 90 percent."
  }
}

variable "mode" {
  description = "`ForecastOnly` shows what it would do, `ForecastAndScale` does it. It needs a day of history, two weeks to be good."
  type        = string
  default     = "ForecastOnly"

  validation {
    condition     = contains(["ForecastOnly", "ForecastAndScale"], var.mode)
    error_message = "mode must be ForecastOnly or ForecastAndScale."
  }
}

variable "buffer_seconds" {
  description = "How long before the hour tasks are started: as long as one takes to be ready."
  type        = number
  default     = 300

  validation {
    condition     = var.buffer_seconds >= 0 && var.buffer_seconds <= 3600
    error_message = "buffer_seconds must be 0 to 3600."
  }
}

variable "tags" {
  description = "Tags for every resource, besides the provider's default tags."
  type        = map(string)
  default     = {}
}
