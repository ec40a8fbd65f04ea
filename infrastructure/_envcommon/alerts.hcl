# The alerts of alerts.yaml as this environment has them; read by the units that make alarms, not a unit itself.

locals {
  org = read_terragrunt_config(find_in_parent_folders("organization.hcl")).locals
  # Of the unit that reads this: ENV/REGION/LAYER/UNIT.
  env  = read_terragrunt_config("${get_original_terragrunt_dir()}/../../../env.hcl").locals
  root = dirname(find_in_parent_folders("root.hcl"))

  # An alert, and over it what stands for this environment; `enabled: false` leaves it out.
  here = [
    for alert in yamldecode(file("${local.root}/alerts.yaml")).alerts : merge(
      { for key, value in alert : key => value if key != "environments" },
      try(alert.environments[local.env.name], {}),
    )
  ]
  alerts = [for alert in local.here : { for key, value in alert : key => value if key != "enabled" } if try(alert.enabled, true)]

  runbooks    = [for file in fileset("${local.root}/runbooks", "*.md") : trimsuffix(file, ".md")]
  runbook_url = "https://github.com/${local.org.repository}/blob/main/infrastructure/runbooks"
}
