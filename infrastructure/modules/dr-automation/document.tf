# The failover as one document: somebody is asked, then the database, the sessions and the service change sides. It stands
# in a region that is neither of the two, so that it runs when one of them does not.

locals {
  steps = concat(
    [{
      name           = "Approve"
      action         = "aws:approve"
      timeoutSeconds = var.approval_timeout_seconds
      onFailure      = "Abort"
      inputs = {
        NotificationArn      = var.sns_topic_arn
        Message              = "Fail ${var.name} over from ${var.primary.region} to ${var.secondary.region}? Runbook: ${var.runbook_url}"
        MinRequiredApprovals = var.approvals
        Approvers            = var.approver_arns
      }
    }],
    [for step in local.scripts : {
      name           = step.name
      action         = "aws:executeScript"
      timeoutSeconds = 600
      onFailure      = "Abort"
      isCritical     = true
      inputs = {
        Runtime      = "python3.11"
        Handler      = "handler"
        Script       = file("${path.module}/scripts/${step.script}")
        InputPayload = step.input
      }
      outputs = [{ Name = "Result", Selector = "$.Payload.result", Type = "String" }]
    }],
  )

  scripts = concat(
    [{ name = "Database", script = "database.py", input = {
      region = var.secondary.region, global_cluster = var.global_cluster_id, target = var.secondary.cluster_arn, allow_data_loss = "{{ AllowDataLoss }}"
    } }],
    [for group in compact([var.global_replication_group_id]) : { name = "Sessions", script = "sessions.py", input = {
      region = var.secondary.region, datastore = group, group = var.secondary.replication_group_id
    } }],
    [{ name = "Service", script = "service.py", input = {
      region = var.secondary.region, cluster = var.secondary.cluster_name, service = var.secondary.service_name, tasks = var.tasks
    } }],
    [for groups in var.endpoint_groups[*] : { name = "Traffic", script = "traffic.py", input = {
      on = groups.secondary, off = groups.primary
    } }],
    [{ name = "Names", script = "names.py", input = { health_check = var.primary.health_check_id } }],
  )
}

resource "aws_ssm_document" "failover" {
  name            = "${var.name}-failover"
  document_type   = "Automation"
  document_format = "JSON"

  content = jsonencode({
    schemaVersion = "0.3"
    description   = "Fails ${var.name} over from ${var.primary.region} to ${var.secondary.region}, once somebody has approved it."
    assumeRole    = aws_iam_role.automation.arn

    parameters = {
      AllowDataLoss = {
        type          = "String"
        description   = "no: a switchover, which waits for the last byte and needs both regions. yes: the primary is gone, and what has not arrived is lost."
        allowedValues = ["no", "yes"]
        default       = "no"
      }
    }

    mainSteps = local.steps
  })

  tags = var.tags
}
