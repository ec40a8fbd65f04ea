include "root" {
  path = find_in_parent_folders("root.hcl")
}

terraform {
  source = "${dirname(find_in_parent_folders("root.hcl"))}/modules//roles"
}

dependency "topics" {
  config_path = "../topics"
}

inputs = {
  topic = dependency.topics.outputs.arn
}
