# Who gets into which account, and as what. Groups are filled by the directory that Identity Center is connected to, or by
# hand; no person is named here.

locals {
  environments = ["dev", "staging", "production"]
  free         = ["dev"] # developers change these by hand
  held         = [for env in local.environments : env if !contains(local.free, env)]

  groups = {
    developers = "Build and run the services"
    operators  = "Are on call, and approve what is applied"
    auditors   = "Look at everything and change nothing"
  }

  # Policies are AWS's own. Changes come by the pipeline: what a person may do by hand is for looking, and for the night
  # in which the pipeline is what is broken.
  permission_sets = {
    Look    = { description = "Reads everything", managed_policies = ["ReadOnlyAccess"], session_duration = "PT8H" }
    Develop = { description = "Does anything but giving rights", managed_policies = ["PowerUserAccess"], session_duration = "PT8H" }
    Rescue  = { description = "Everything, for an hour: each use is looked into", managed_policies = ["AdministratorAccess"], session_duration = "PT1H" }
    Audit   = { description = "Reads settings", managed_policies = ["SecurityAudit", "ViewOnlyAccess"], session_duration = "PT8H" }
  }

  account = {
    for env in local.environments : env => read_terragrunt_config("${dirname(find_in_parent_folders("root.hcl"))}/${env}/account.hcl").locals.id
  }

  # Group, permission set, environments.
  grants = [
    ["developers", "Develop", local.free],
    ["developers", "Look", local.held],
    ["operators", "Look", local.environments],
    ["operators", "Rescue", local.environments],
    ["auditors", "Audit", local.environments],
  ]

  assignments = merge([
    for grant in local.grants : {
      for env in grant[2] : "${grant[0]}-${lower(grant[1])}-${env}" => {
        group          = grant[0]
        permission_set = grant[1]
        account_id     = local.account[env]
      }
    }
  ]...)
}
