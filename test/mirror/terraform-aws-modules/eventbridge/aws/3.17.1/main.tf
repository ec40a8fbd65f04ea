locals {
  create = var.create && length(local.left_out) == 0
  bus    = one(concat(aws_cloudwatch_event_bus.this[*].name, var.create_bus ? [] : [var.bus_name]))

  # "_" of a key is "-" in a name
  names = { for rule in keys(var.rules) : rule => var.append_rule_postfix ? "${replace(rule, "_", "-")}-rule" : rule }

  # by the target's own name, which therefore is unique across rules
  targets = { for target in flatten([for rule, list in try(jsondecode(var.targets), var.targets) : [
    for given in list : merge(given, { rule = rule })
  ]]) : target.name => target }

  left_out = [for feature, asked in {
    "api destinations and connections" = var.create_api_destinations || var.create_connections
    "schedules"                        = length(var.schedules) + length(try(jsondecode(var.schedule_groups), var.schedule_groups)) > 0
    "pipes"                            = length(try(jsondecode(var.pipes), var.pipes)) > 0
    "permissions"                      = length(var.permissions) > 0
    "the schema discoverer"            = var.create_schemas_discoverer
    "a role"                           = var.create_role
    "targets that need more"           = length([for one in local.targets : one if can(one.ecs_target) || can(one.batch_target) || can(one.http_target) || can(one.appsync_target) || can(one.run_command_targets) || can(one.partition_key_path) || can(one.destination)]) > 0
  } : feature if asked]
}

data "aws_cloudwatch_event_bus" "this" {
  count = var.create && !var.create_bus ? 1 : 0

  name = var.bus_name
}

resource "aws_cloudwatch_event_bus" "this" {
  count = local.create && var.create_bus ? 1 : 0

  name               = var.bus_name
  description        = var.bus_description
  event_source_name  = var.event_source_name
  kms_key_identifier = var.kms_key_identifier
  tags               = var.tags

  dynamic "dead_letter_config" {
    for_each = [for letters in [try(jsondecode(var.dead_letter_config), var.dead_letter_config)] : letters if length(letters) > 0]
    content {
      arn = lookup(dead_letter_config.value, "arn", null)
    }
  }
}

resource "aws_cloudwatch_event_rule" "this" {
  for_each = { for name, rule in var.rules : name => rule if local.create && var.create_rules }

  name                = local.names[each.key]
  name_prefix         = try(each.value.name_prefix, null)
  event_bus_name      = local.bus
  description         = try(each.value.description, null)
  event_pattern       = try(each.value.event_pattern, null)
  schedule_expression = try(each.value.schedule_expression, null)
  force_destroy       = try(each.value.force_destroy, null)
  tags                = merge(var.tags, { Name = local.names[each.key] })

  # "enabled" is a switch, "state" a switch or AWS's own word
  state = try(lookup({ true = "ENABLED", false = "DISABLED" }, tostring(try(each.value.enabled, each.value.state)), upper(each.value.state)), null)
}

resource "aws_cloudwatch_event_target" "this" {
  for_each = { for name, target in local.targets : name => target if local.create && var.create_targets }

  event_bus_name = local.bus
  rule           = aws_cloudwatch_event_rule.this[each.value.rule].name
  arn            = each.value.arn
  role_arn       = try(tostring(each.value.attach_role_arn), null)
  target_id      = try(each.value.target_id, null)
  input          = try(each.value.input, null)
  input_path     = try(each.value.input_path, null)
  force_destroy  = try(each.value.force_destroy, null)

  dynamic "input_transformer" {
    for_each = flatten([try(each.value.input_transformer, [])])
    content {
      input_paths    = try(input_transformer.value.input_paths, null)
      input_template = chomp(input_transformer.value.input_template)
    }
  }

  dynamic "dead_letter_config" {
    for_each = flatten([try(each.value.dead_letter_arn, [])])
    content {
      arn = dead_letter_config.value
    }
  }

  dynamic "retry_policy" {
    for_each = flatten([try(each.value.retry_policy, [])])
    content {
      maximum_event_age_in_seconds = retry_policy.value.maximum_event_age_in_seconds
      maximum_retry_attempts       = retry_policy.value.maximum_retry_attempts
    }
  }

  dynamic "sqs_target" {
    for_each = flatten([try(each.value.message_group_id, [])])
    content {
      message_group_id = sqs_target.value
    }
  }
}

resource "aws_cloudwatch_event_archive" "this" {
  for_each = { for name, archive in var.archives : name => archive if local.create && var.create_archives }

  name             = try(each.value.name, each.key)
  event_source_arn = try(each.value.event_source_arn, aws_cloudwatch_event_bus.this[0].arn)
  description      = try(each.value.description, null)
  event_pattern    = try(each.value.event_pattern, null)
  retention_days   = try(each.value.retention_days, null)
}
