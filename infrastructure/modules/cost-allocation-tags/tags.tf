# A tag shows in the bill only once it is switched on here. AWS must have seen it on a resource first, a day before.

resource "aws_ce_cost_allocation_tag" "this" {
  for_each = var.tag_keys

  tag_key = each.key
  status  = "Active"
}
