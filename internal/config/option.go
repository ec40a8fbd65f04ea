package config

import (
	"regexp"
	"slices"
)

// kind is what the value of an option is.
type kind int

const (
	text    kind = iota
	program      // a program: a path, or on the command line a name in PATH
	path         // a file or folder
	texts        // a list of texts
	levels       // names, each with a level
)

// Option is one setting. The table of options is all there is to know of them:
// it drives the reader of terrace.yaml, the published schema, the flags, the
// environment variables and the documentation.
type Option struct {
	Key     string // in terrace.yaml; a dot stands for a level: "allow.hooks"
	Flag    string // name of the flag, without dashes
	Env     string // environment variable; lists are separated by commas
	Usage   string // what it is, one line, as the help of the flag says it
	Example string // as YAML

	kind  kind
	want  *regexp.Regexp // what a value, or each item of a list, must look like
	say   string         // what to write where it does not
	whole [2]int         // whole numbers that look like that too, from and to
	field func(*Settings) any
}

// levelNames are what may be said of a rule: its severity, or that it is off.
var levelNames = []string{"off", "note", "warning", "error"}

var levelPattern = regexp.MustCompile(`^(off|note|warning|error)$`)

// options are all settings, in the order of the documentation.
var options = []Option{
	{Key: "estate", Flag: "estate", Env: "TERRACE_ESTATE", kind: path, Example: "infrastructure",
		Usage: "folder of the estate, for commands that are given none",
		field: func(s *Settings) any { return &s.Estate }},

	{Key: "terraform", Flag: "terraform", Env: "TERRACE_TERRAFORM", kind: program, Example: "tools/terraform",
		Usage: "the Terraform program to use",
		field: func(s *Settings) any { return &s.Terraform }},
	{Key: "tofu", Flag: "tofu", Env: "TERRACE_TOFU", kind: program, Example: "~/bin/tofu",
		Usage: "the OpenTofu program to use",
		field: func(s *Settings) any { return &s.Tofu }},
	{Key: "terragrunt", Flag: "terragrunt", Env: "TERRACE_TERRAGRUNT", kind: program, Example: "tools/terragrunt",
		Usage: "the Terragrunt program to use",
		field: func(s *Settings) any { return &s.Terragrunt }},
	{Key: "provider", Flag: "provider", Env: "TERRACE_AWS_PROVIDER", kind: program, Example: "~/mirror",
		Usage: "the AWS provider to use: its program, the folder that holds it, or a mirror",
		field: func(s *Settings) any { return &s.Provider }},
	{Key: "engine", Flag: "engine", Env: "TERRACE_ENGINE", Example: "terraform",
		Usage: "terraform or tofu (default: terraform where there is one)",
		want:  regexp.MustCompile(`^(terraform|tofu)$`), say: `Write "terraform" or "tofu".`,
		field: func(s *Settings) any { return &s.Engine }},

	{Key: "module_mirror", Flag: "module-mirror", Env: "TERRACE_MODULE_MIRROR", kind: path, Example: "../modules",
		Usage: "folder of registry modules, laid out NAMESPACE/NAME/PROVIDER/VERSION",
		field: func(s *Settings) any { return &s.ModuleMirror }},
	{Key: "contracts", Flag: "contracts", Env: "TERRACE_CONTRACTS", kind: path, Example: "terrace.lock.json",
		Usage: "the lock of the modules in use (default: terrace.lock.json at the top of the repository)",
		field: func(s *Settings) any { return &s.Contracts }},
	{Key: "fixtures", Flag: "fixtures", Env: "TERRACE_FIXTURES", kind: path, Example: "fixtures.yaml",
		Usage: "file of what data sources and ephemeral resources answer in a rehearsal; docs/rehearsal.md shows one",
		field: func(s *Settings) any { return &s.Fixtures }},
	{Key: "account", Flag: "account", Env: "TERRACE_ACCOUNT", Example: `"123456789012"`,
		Usage: "AWS account of units that name none: twelve digits",
		want:  regexp.MustCompile(`^\d{12}$`), whole: [2]int{1e11, 1e12 - 1}, say: `Write the account's twelve digits in quotes: "123456789012".`,
		field: func(s *Settings) any { return &s.Account }},

	{Key: "allow.hooks", Flag: "allow-hooks", Env: "TERRACE_ALLOW_HOOKS", kind: texts, Example: "[fmt]",
		Usage: "Terragrunt hooks that a rehearsal may run, by name",
		field: func(s *Settings) any { return &s.Allow.Hooks }},
	{Key: "allow.run_cmd", Flag: "allow-run-cmd", Env: "TERRACE_ALLOW_RUN_CMD", kind: texts, Example: "[git]",
		Usage: "programs that run_cmd may start in a rehearsal",
		field: func(s *Settings) any { return &s.Allow.RunCmd }},
	{Key: "allow.local_exec", Flag: "allow-local-exec", Env: "TERRACE_ALLOW_LOCAL_EXEC", kind: texts, Example: "[null_resource.x]",
		Usage: "resources whose local-exec provisioners a rehearsal may run, by address",
		field: func(s *Settings) any { return &s.Allow.LocalExec }},
	{Key: "allow.providers", Flag: "allow-providers", Env: "TERRACE_ALLOW_PROVIDERS", kind: texts, Example: "[hashicorp/http]",
		Usage: "providers besides aws that a rehearsal may run, as NAMESPACE/NAME",
		want:  regexp.MustCompile(`^[\w-]+/[\w-]+$`), say: `Write the provider as NAMESPACE/NAME: "hashicorp/random".`,
		field: func(s *Settings) any { return &s.Allow.Providers }},
	{Key: "allow.env", Flag: "allow-env", Env: "TERRACE_ALLOW_ENV", kind: texts, Example: "[TF_VAR_name]",
		Usage: "environment variables that a rehearsal may read, by name",
		want:  regexp.MustCompile(`^[A-Za-z_]\w*$`), say: `Write the name of a variable: "TF_VAR_name".`,
		field: func(s *Settings) any { return &s.Allow.Env }},

	{Key: "rules", Flag: "rules", Env: "TERRACE_RULES", kind: levels, Example: "{some-rule: off, other-rule: warning}",
		Usage: "rules of terrace check that are off or have another severity, as RULE=off, note, warning or error",
		want:  levelPattern, say: "Write off, note, warning or error.",
		field: func(s *Settings) any { return &s.Rules }},
	{Key: "baseline", Flag: "baseline", Env: "TERRACE_BASELINE", kind: path, Example: "baseline.json",
		Usage: "file of findings that terrace check knows already and leaves out",
		field: func(s *Settings) any { return &s.Baseline }},
}

// Options gives every setting, in the order of the documentation.
func Options() []Option { return slices.Clone(options) }

func option(key string) *Option {
	i := slices.IndexFunc(options, func(o Option) bool { return o.Key == key })
	if i < 0 {
		return nil
	}
	return &options[i]
}
