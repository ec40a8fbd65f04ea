variable "alarms" {
  type    = any
  default = {}
}

variable "assign_public_ip" {
  type    = bool
  default = false
}

variable "capacity_provider_strategy" {
  type    = any
  default = {}
}

variable "cluster_arn" {
  type    = string
  default = ""
}

variable "container_definition_defaults" {
  type    = any
  default = {}
}

variable "container_definitions" {
  type    = any
  default = {}
}

variable "cpu" {
  type    = number
  default = 1024
}

variable "create" {
  type    = bool
  default = true
}

variable "create_iam_role" {
  type    = bool
  default = true
}

variable "create_security_group" {
  type    = bool
  default = true
}

variable "create_service" {
  type    = bool
  default = true
}

variable "create_task_definition" {
  type    = bool
  default = true
}

variable "create_task_exec_iam_role" {
  type    = bool
  default = true
}

variable "create_task_exec_policy" {
  type    = bool
  default = true
}

variable "create_tasks_iam_role" {
  type    = bool
  default = true
}

variable "deployment_circuit_breaker" {
  type    = any
  default = {}
}

variable "deployment_controller" {
  type    = any
  default = {}
}

variable "deployment_maximum_percent" {
  type    = number
  default = 200
}

variable "deployment_minimum_healthy_percent" {
  type    = number
  default = 66
}

variable "desired_count" {
  type    = number
  default = 1
}

variable "enable_autoscaling" {
  type    = bool
  default = true
}

variable "enable_ecs_managed_tags" {
  type    = bool
  default = true
}

variable "enable_execute_command" {
  type    = bool
  default = false
}

variable "ephemeral_storage" {
  type    = any
  default = {}
}

variable "external_id" {
  type    = string
  default = null
}

variable "family" {
  type    = string
  default = null
}

variable "force_delete" {
  type    = bool
  default = null
}

variable "force_new_deployment" {
  type    = bool
  default = true
}

variable "health_check_grace_period_seconds" {
  type    = number
  default = null
}

variable "ignore_task_definition_changes" {
  type    = bool
  default = false
}

variable "inference_accelerator" {
  type    = any
  default = {}
}

variable "ipc_mode" {
  type    = string
  default = null
}

variable "launch_type" {
  type    = string
  default = "FARGATE"
}

variable "load_balancer" {
  type    = any
  default = {}
}

variable "memory" {
  type    = number
  default = 2048
}

variable "name" {
  type    = string
  default = null
}

variable "network_mode" {
  type    = string
  default = "awsvpc"
}

variable "ordered_placement_strategy" {
  type    = any
  default = {}
}

variable "pid_mode" {
  type    = string
  default = null
}

variable "placement_constraints" {
  type    = any
  default = {}
}

variable "platform_version" {
  type    = string
  default = null
}

variable "propagate_tags" {
  type    = string
  default = null
}

variable "proxy_configuration" {
  type    = any
  default = {}
}

variable "requires_compatibilities" {
  type    = list(string)
  default = ["FARGATE"]
}

variable "runtime_platform" {
  type = any
  default = {
    cpu_architecture        = "X86_64"
    operating_system_family = "LINUX"
  }
}

variable "scale" {
  type    = any
  default = {}
}

variable "scheduling_strategy" {
  type    = string
  default = null
}

variable "skip_destroy" {
  type    = bool
  default = null
}

variable "subnet_ids" {
  type    = list(string)
  default = []
}

variable "tags" {
  type    = map(string)
  default = {}
}

variable "timeouts" {
  type    = map(string)
  default = {}
}

variable "triggers" {
  type    = any
  default = {}
}

variable "volume" {
  type    = any
  default = {}
}

variable "wait_for_steady_state" {
  type    = bool
  default = null
}

variable "wait_until_stable" {
  type    = bool
  default = null
}

variable "wait_until_stable_timeout" {
  type    = string
  default = null
}
