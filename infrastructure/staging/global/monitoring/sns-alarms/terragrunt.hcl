include "root" {
  path = find_in_parent_folders("root.hcl")
}

# This folder's place says which configuration is meant: LAYER/UNIT, of a region or of global/.
include "common" {
  path = join("/", [
    dirname(find_in_parent_folders("root.hcl")), "_envcommon",
    basename(dirname(find_in_parent_folders("region.hcl"))) == "global" ? "global" : "region",
    basename(dirname(get_terragrunt_dir())), "${basename(get_terragrunt_dir())}.hcl",
  ])
}
