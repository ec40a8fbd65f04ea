variable "load_balancer_arn" {
  description = "Load balancer that listens."
  type        = string

  validation {
    condition     = can(regex(":loadbalancer/app/", var.load_balancer_arn))
    error_message = "load_balancer_arn must be the ARN of an application load balancer: take output arn of the load balancer."
  }
}

variable "certificate_arn" {
  description = "Certificate of the HTTPS listener, of the load balancer's own region."
  type        = string

  validation {
    condition     = can(regex("^arn:[a-z-]+:acm:", var.certificate_arn))
    error_message = "certificate_arn must be the ARN of a certificate in ACM: take output acm_certificate_arn of the certificate."
  }
}

variable "ssl_policy" {
  description = "Security policy of the HTTPS listener."
  type        = string
  default     = "ELBSecurityPolicy-TLS13-1-2-2021-06"

  validation {
    condition     = startswith(var.ssl_policy, "ELBSecurityPolicy-TLS13-1-2-") || startswith(var.ssl_policy, "ELBSecurityPolicy-TLS13-1-3-")
    error_message = "ssl_policy must offer TLS 1.3 and nothing below 1.2: ELBSecurityPolicy-TLS13-1-2-... or ELBSecurityPolicy-TLS13-1-3-...."
  }
}

variable "default_target_group_arn" {
  description = "Target group that gets what no rule claims. CodeDeploy moves it from then on."
  type        = string

  validation {
    condition     = can(regex(":targetgroup/", var.default_target_group_arn))
    error_message = "default_target_group_arn must be the ARN of a target group: take target_groups[\"...\"].arn of the load balancer."
  }
}

variable "rules" {
  description = "Paths that lead to a target group, the lowest priority first. `blue_green` leaves the group to CodeDeploy once the rule stands."

  type = map(object({
    priority         = number
    paths            = list(string)
    target_group_arn = string
    blue_green       = optional(bool, false)
  }))

  default = {}

  validation {
    condition     = alltrue([for rule in values(var.rules) : rule.priority >= 1 && rule.priority <= 50000])
    error_message = "priority must be from 1 to 50000."
  }

  validation {
    condition     = length(distinct([for rule in values(var.rules) : rule.priority])) == length(var.rules)
    error_message = "Two rules have the same priority: give each its own."
  }

  validation {
    condition     = alltrue([for rule in values(var.rules) : length(rule.paths) >= 1 && length(rule.paths) <= 5])
    error_message = "A rule takes one to five paths (AWS counts five values in its conditions): split it into several rules."
  }
}

variable "tags" {
  description = "Tags for every resource, besides the provider's default tags."
  type        = map(string)
  default     = {}
}
