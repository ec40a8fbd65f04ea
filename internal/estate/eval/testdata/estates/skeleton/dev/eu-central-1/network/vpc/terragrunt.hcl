include "root" {
  path = find_in_parent_folders("root.hcl")
}

include "common" {
  path = "${dirname(find_in_parent_folders("root.hcl"))}/_envcommon/region/${basename(dirname(get_terragrunt_dir()))}/${basename(get_terragrunt_dir())}.hcl"
}
