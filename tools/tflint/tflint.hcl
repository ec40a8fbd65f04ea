# What tflint looks for in infrastructure/modules: every rule of its ruleset for Terraform, which it brings along. What is
# not followed stands in infrastructure/skips.yaml.
plugin "terraform" {
  enabled = true
  preset  = "all"
}
