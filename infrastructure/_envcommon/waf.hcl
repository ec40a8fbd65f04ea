# What all web ACLs have in common; read by the units of the ACLs, not a unit itself.

locals {
  org = read_terragrunt_config(find_in_parent_folders("organization.hcl")).locals

  # Rule groups that AWS keeps up to date, in the order in which they run.
  managed = {
    AWSManagedRulesAmazonIpReputationList = { priority = 30, overrides = {} }
    AWSManagedRulesKnownBadInputsRuleSet  = { priority = 40, overrides = {} }
    AWSManagedRulesSQLiRuleSet            = { priority = 50, overrides = {} }

    # Prompts are longer than the 8 KiB that this set takes for an attack: that one rule counts, the others block.
    AWSManagedRulesCommonRuleSet = { priority = 60, overrides = { SizeRestrictions_BODY = "count" } }
  }

  rules = merge(
    {
      rate-limit = {
        priority = 10
        action   = "block"
        statement = {
          rate_based_statement = {
            limit                 = local.org.firewall.rate_limit
            evaluation_window_sec = 300
            aggregate_key_type    = "IP"
          }
        }
      }

      # The common set looks for scripts in the first 8 KiB of a body; this looks at every query argument.
      cross-site-scripting = {
        priority = 70
        action   = "block"
        statement = {
          xss_match_statement = {
            field_to_match = { all_query_arguments = {} }
            text_transformations = [
              { priority = 0, type = "URL_DECODE" },
              { priority = 1, type = "HTML_ENTITY_DECODE" },
            ]
          }
        }
      }
    },

    # AWS refuses a geographic rule without a country.
    {
      for rule, codes in { blocked-countries = local.org.firewall.blocked_countries } : rule => {
        priority                             = 20
        action                               = "block"
        statement                            = { geo_match_statement = { country_codes = codes } }
      } if length(codes) > 0
    },

    {
      for group, set in local.managed : group => {
        priority        = set.priority
        override_action = "none" # the group's own actions hold
        statement = {
          managed_rule_group_statement = {
            name                  = group
            vendor_name           = "AWS"
            rule_action_overrides = set.overrides
          }
        }
      }
    },
  )

  # Credentials stay out of the logs.
  redacted_fields = [
    { single_header = { name = "authorization" } },
    { single_header = { name = "cookie" } },
  ]
}
