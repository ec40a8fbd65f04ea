locals {
  common = var.container_definition_defaults
}

# What a container does not say, the defaults for all containers say, and then the submodule's own.
module "container" {
  source   = "../container-definition"
  for_each = { for key, container in var.container_definitions : key => container if local.define && lookup(container, "create", true) }

  service                 = var.name
  operating_system_family = lookup(var.runtime_platform, "operating_system_family", "LINUX")
  tags                    = var.tags

  cloudwatch_log_group_kms_key_id        = try(each.value.cloudwatch_log_group_kms_key_id, local.common.cloudwatch_log_group_kms_key_id, null)
  cloudwatch_log_group_name              = try(each.value.cloudwatch_log_group_name, local.common.cloudwatch_log_group_name, null)
  cloudwatch_log_group_retention_in_days = try(each.value.cloudwatch_log_group_retention_in_days, local.common.cloudwatch_log_group_retention_in_days, 14)
  cloudwatch_log_group_use_name_prefix   = try(each.value.cloudwatch_log_group_use_name_prefix, local.common.cloudwatch_log_group_use_name_prefix, false)
  command                                = try(each.value.command, local.common.command, [])
  cpu                                    = try(each.value.cpu, local.common.cpu, null)
  create_cloudwatch_log_group            = try(each.value.create_cloudwatch_log_group, local.common.create_cloudwatch_log_group, true)
  dependencies                           = try(each.value.dependencies, local.common.dependencies, [])
  disable_networking                     = try(each.value.disable_networking, local.common.disable_networking, null)
  dns_search_domains                     = try(each.value.dns_search_domains, local.common.dns_search_domains, [])
  dns_servers                            = try(each.value.dns_servers, local.common.dns_servers, [])
  docker_labels                          = try(each.value.docker_labels, local.common.docker_labels, {})
  docker_security_options                = try(each.value.docker_security_options, local.common.docker_security_options, [])
  enable_cloudwatch_logging              = try(each.value.enable_cloudwatch_logging, local.common.enable_cloudwatch_logging, true)
  enable_execute_command                 = try(each.value.enable_execute_command, local.common.enable_execute_command, var.enable_execute_command)
  entrypoint                             = try(each.value.entrypoint, local.common.entrypoint, [])
  environment                            = try(each.value.environment, local.common.environment, [])
  environment_files                      = try(each.value.environment_files, local.common.environment_files, [])
  essential                              = try(each.value.essential, local.common.essential, null)
  extra_hosts                            = try(each.value.extra_hosts, local.common.extra_hosts, [])
  firelens_configuration                 = try(each.value.firelens_configuration, local.common.firelens_configuration, {})
  health_check                           = try(each.value.health_check, local.common.health_check, {})
  hostname                               = try(each.value.hostname, local.common.hostname, null)
  image                                  = try(each.value.image, local.common.image, null)
  interactive                            = try(each.value.interactive, local.common.interactive, false)
  links                                  = try(each.value.links, local.common.links, [])
  linux_parameters                       = try(each.value.linux_parameters, local.common.linux_parameters, {})
  log_configuration                      = try(each.value.log_configuration, local.common.log_configuration, {})
  memory                                 = try(each.value.memory, local.common.memory, null)
  memory_reservation                     = try(each.value.memory_reservation, local.common.memory_reservation, null)
  mount_points                           = try(each.value.mount_points, local.common.mount_points, [])
  name                                   = lookup(each.value, "name", each.key)
  port_mappings                          = try(each.value.port_mappings, local.common.port_mappings, [])
  privileged                             = try(each.value.privileged, local.common.privileged, false)
  pseudo_terminal                        = try(each.value.pseudo_terminal, local.common.pseudo_terminal, false)
  readonly_root_filesystem               = try(each.value.readonly_root_filesystem, local.common.readonly_root_filesystem, true)
  repository_credentials                 = try(each.value.repository_credentials, local.common.repository_credentials, {})
  resource_requirements                  = try(each.value.resource_requirements, local.common.resource_requirements, [])
  secrets                                = try(each.value.secrets, local.common.secrets, [])
  start_timeout                          = try(each.value.start_timeout, local.common.start_timeout, 30)
  stop_timeout                           = try(each.value.stop_timeout, local.common.stop_timeout, 120)
  system_controls                        = try(each.value.system_controls, local.common.system_controls, [])
  ulimits                                = try(each.value.ulimits, local.common.ulimits, [])
  user                                   = try(each.value.user, local.common.user, "0")
  volumes_from                           = try(each.value.volumes_from, local.common.volumes_from, [])
  working_directory                      = try(each.value.working_directory, local.common.working_directory, null)
}
