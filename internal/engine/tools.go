// Package engine finds, installs and runs the tools that Terrace drives:
// Terraform or OpenTofu, Terragrunt, git, and the AWS provider.
package engine

// Kind is which of the two engines runs the plans.
type Kind string

// The engines.
const (
	Terraform Kind = "terraform"
	OpenTofu  Kind = "tofu"
)

// Tool is one program found on this machine.
type Tool struct {
	Name    string `json:"name"`    // "terraform", "tofu", "terragrunt", "git"
	Path    string `json:"path"`    // absolute
	Version string `json:"version"` // without a leading v
	From    string `json:"from"`    // how it was found: "flag", "environment", "terrace.yaml", "PATH", "built by terrace", ...
}

// Provider is the binary of the real AWS provider.
type Provider struct {
	Tool
	Source string `json:"source"` // "hashicorp/aws"
}

// Tools is all that a rehearsal needs.
type Tools struct {
	Engine     Tool     `json:"engine"`
	Kind       Kind     `json:"kind"`
	Terragrunt Tool     `json:"terragrunt"`
	Git        Tool     `json:"git"`
	Provider   Provider `json:"provider"`
}
