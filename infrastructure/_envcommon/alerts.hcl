# The alerts of alerts.yaml, as each environment has them; read by the units that make alarms, not a unit itself.

locals {
  org  = read_terragrunt_config(find_in_parent_folders("organization.hcl")).locals
  root = dirname(find_in_parent_folders("root.hcl"))
  all  = yamldecode(file("${local.root}/alerts.yaml")).alerts

  # An alert, and over it what stands for the environment; `enabled: false` leaves it out. "" is every environment that
  # has nothing of its own.
  environments = distinct(flatten([[""], [for alert in local.all : keys(try(alert.environments, {}))]]))
  here = { for environment in local.environments : environment => [
    for alert in local.all : merge(
      { for key, value in alert : key => value if key != "environments" },
      try(alert.environments[environment], {}),
    )
  ] }
  alerts = { for environment, alerts in local.here : environment => [
    for alert in alerts : { for key, value in alert : key => value if key != "enabled" } if try(alert.enabled, true)
  ] }

  runbooks    = [for file in fileset("${local.root}/runbooks", "*.md") : trimsuffix(file, ".md")]
  runbook_url = "https://github.com/${local.org.repository}/blob/main/infrastructure/runbooks"
}
