terraform {
  source = "${dirname(find_in_parent_folders("root.hcl"))}/modules//cost-allocation-tags"
}

# The tags of root.hcl: what they are on is paid by the account that has them, and added up by this one.
inputs = {
  tag_keys = ["Environment", "Project", "Unit"]
}
