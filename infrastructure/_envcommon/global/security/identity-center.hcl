terraform {
  source = "${dirname(find_in_parent_folders("root.hcl"))}/modules//identity-center"
}

locals {
  people = read_terragrunt_config(find_in_parent_folders("people.hcl")).locals
}

inputs = {
  groups          = local.people.groups
  permission_sets = local.people.permission_sets
  assignments     = local.people.assignments
}
