# Management: who gets into the other accounts, and how their costs are added up. Nothing of the platform runs here.

locals {
  name = "management"

  # Nobody gets in while it is gone.
  protected = true

  # No regions and no parts: see the other environments.
  regions = { primary = "", secondary = "" }
  parts   = {}
}
