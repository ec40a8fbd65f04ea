variable "autoscaling_group_tags" {
  type    = map(string)
  default = {}
}

variable "availability_zone_distribution" {
  type    = any
  default = {}
}

variable "availability_zones" {
  type    = list(string)
  default = null
}

variable "block_device_mappings" {
  type    = list(any)
  default = []
}

variable "capacity_rebalance" {
  type    = bool
  default = null
}

variable "capacity_reservation_specification" {
  type    = any
  default = {}
}

variable "cpu_options" {
  type    = map(string)
  default = {}
}

variable "create" {
  type    = bool
  default = true
}

variable "create_iam_instance_profile" {
  type    = bool
  default = false
}

variable "create_launch_template" {
  type    = bool
  default = true
}

variable "create_scaling_policy" {
  type    = bool
  default = true
}

variable "create_schedule" {
  type    = bool
  default = true
}

variable "credit_specification" {
  type    = map(string)
  default = {}
}

variable "default_cooldown" {
  type    = number
  default = null
}

variable "default_instance_warmup" {
  type    = number
  default = null
}

variable "default_version" {
  type    = string
  default = null
}

variable "delete_timeout" {
  type    = string
  default = null
}

variable "desired_capacity" {
  type    = number
  default = null
}

variable "desired_capacity_type" {
  type    = string
  default = null
}

variable "disable_api_stop" {
  type    = bool
  default = null
}

variable "disable_api_termination" {
  type    = bool
  default = null
}

variable "ebs_optimized" {
  type    = bool
  default = null
}

variable "elastic_gpu_specifications" {
  type    = map(string)
  default = {}
}

variable "elastic_inference_accelerator" {
  type    = map(string)
  default = {}
}

variable "enable_monitoring" {
  type    = bool
  default = true
}

variable "enabled_metrics" {
  type    = list(string)
  default = []
}

variable "enclave_options" {
  type    = map(string)
  default = {}
}

variable "force_delete" {
  type    = bool
  default = null
}

variable "health_check_grace_period" {
  type    = number
  default = null
}

variable "health_check_type" {
  type    = string
  default = null
}

variable "hibernation_options" {
  type    = map(string)
  default = {}
}

variable "iam_instance_profile_arn" {
  type    = string
  default = null
}

variable "iam_instance_profile_name" {
  type    = string
  default = null
}

variable "iam_role_description" {
  type    = string
  default = null
}

variable "iam_role_name" {
  type    = string
  default = null
}

variable "iam_role_path" {
  type    = string
  default = null
}

variable "iam_role_permissions_boundary" {
  type    = string
  default = null
}

variable "iam_role_policies" {
  type    = map(string)
  default = {}
}

variable "iam_role_tags" {
  type    = map(string)
  default = {}
}

variable "iam_role_use_name_prefix" {
  type    = bool
  default = true
}

variable "ignore_desired_capacity_changes" {
  type    = bool
  default = false
}

variable "ignore_failed_scaling_activities" {
  type    = bool
  default = false
}

variable "image_id" {
  type    = string
  default = ""
}

variable "initial_lifecycle_hooks" {
  type    = list(map(string))
  default = []
}

variable "instance_initiated_shutdown_behavior" {
  type    = string
  default = null
}

variable "instance_maintenance_policy" {
  type    = map(any)
  default = {}
}

variable "instance_market_options" {
  type    = any
  default = {}
}

variable "instance_name" {
  type    = string
  default = ""
}

variable "instance_refresh" {
  type    = any
  default = {}
}

variable "instance_requirements" {
  type    = any
  default = {}
}

variable "instance_type" {
  type    = string
  default = null
}

variable "kernel_id" {
  type    = string
  default = null
}

variable "key_name" {
  type    = string
  default = null
}

variable "launch_template_description" {
  type    = string
  default = null
}

variable "launch_template_id" {
  type    = string
  default = null
}

variable "launch_template_name" {
  type    = string
  default = ""
}

variable "launch_template_tags" {
  type    = map(string)
  default = {}
}

variable "launch_template_use_name_prefix" {
  type    = bool
  default = true
}

variable "launch_template_version" {
  type    = string
  default = null
}

variable "license_specifications" {
  type    = map(string)
  default = {}
}

variable "maintenance_options" {
  type    = any
  default = {}
}

variable "max_instance_lifetime" {
  type    = number
  default = null
}

variable "max_size" {
  type    = number
  default = null
}

variable "metadata_options" {
  type    = map(string)
  default = {}
}

variable "metrics_granularity" {
  type    = string
  default = null
}

variable "min_elb_capacity" {
  type    = number
  default = null
}

variable "min_size" {
  type    = number
  default = null
}

variable "mixed_instances_policy" {
  type    = any
  default = null
}

variable "name" {
  type = string
}

variable "network_interfaces" {
  type    = any
  default = []
}

variable "placement" {
  type    = map(string)
  default = {}
}

variable "placement_group" {
  type    = string
  default = null
}

variable "private_dns_name_options" {
  type    = map(string)
  default = {}
}

variable "protect_from_scale_in" {
  type    = bool
  default = false
}

variable "putin_khuylo" {
  type    = bool
  default = true
}

variable "ram_disk_id" {
  type    = string
  default = null
}

variable "scaling_policies" {
  type    = any
  default = {}
}

variable "schedules" {
  type    = map(any)
  default = {}
}

variable "security_groups" {
  type    = list(string)
  default = []
}

variable "service_linked_role_arn" {
  type    = string
  default = null
}

variable "suspended_processes" {
  type    = list(string)
  default = []
}

variable "tag_specifications" {
  type    = list(any)
  default = []
}

variable "tags" {
  type    = map(string)
  default = {}
}

variable "termination_policies" {
  type    = list(string)
  default = []
}

variable "traffic_source_attachments" {
  type    = any
  default = {}
}

variable "update_default_version" {
  type    = bool
  default = null
}

variable "use_mixed_instances_policy" {
  type    = bool
  default = false
}

variable "use_name_prefix" {
  type    = bool
  default = true
}

variable "user_data" {
  type    = string
  default = null
}

variable "vpc_zone_identifier" {
  type    = list(string)
  default = null
}

variable "wait_for_capacity_timeout" {
  type    = string
  default = null
}

variable "wait_for_elb_capacity" {
  type    = number
  default = null
}

variable "warm_pool" {
  type    = any
  default = {}
}
