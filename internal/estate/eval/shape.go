package eval

// shape says which attributes and blocks a body may hold. It follows the
// reference of Terragrunt 1.1 (docs.terragrunt.com/reference/hcl/blocks and
// .../attributes).
type shape struct {
	attrs    map[string]bool // name -> required
	blocks   map[string]*shape
	open     bool // any attribute is allowed (locals)
	labels   int  // labels of the block
	optional bool // the labels may be left out (a bare include)
	single   bool // at most one such block in a body
}

const (
	required = true
	optional = false
)

func attrs(names map[string]bool) *shape { return &shape{attrs: names} }

func labelled(names map[string]bool) *shape { return &shape{attrs: names, labels: 1} }

func one(s *shape) *shape {
	s.single = true
	return s
}

var hookAttrs = map[string]bool{
	"commands": required, "execute": required, "working_dir": optional, "run_on_error": optional,
	"suppress_stdout": optional, "if": optional,
}

// unitShape is the top of a terragrunt.hcl and of what it includes or reads.
var unitShape = &shape{
	attrs: map[string]bool{
		"inputs": optional, "download_dir": optional, "prevent_destroy": optional,
		"iam_role": optional, "iam_assume_role_duration": optional, "iam_assume_role_session_name": optional,
		"iam_web_identity_token": optional, "terraform_binary": optional,
		"terraform_version_constraint": optional, "terragrunt_version_constraint": optional,
		"generate": optional, "remote_state": optional, // attribute forms of the blocks
	},
	blocks: map[string]*shape{
		"locals": one(&shape{open: true}),
		"include": {labels: 1, optional: true, attrs: map[string]bool{
			"path": required, "expose": optional, "merge_strategy": optional}},
		"terraform": one(&shape{
			attrs: map[string]bool{"source": optional, "include_in_copy": optional, "exclude_from_copy": optional,
				"copy_terraform_lock_file": optional, "update_source_with_cas": optional, "mutable": optional},
			blocks: map[string]*shape{
				"extra_arguments": labelled(map[string]bool{"commands": required, "arguments": optional,
					"required_var_files": optional, "optional_var_files": optional, "env_vars": optional}),
				"before_hook": labelled(hookAttrs),
				"after_hook":  labelled(hookAttrs),
				"error_hook": labelled(map[string]bool{"commands": required, "execute": required, "on_errors": required,
					"working_dir": optional, "suppress_stdout": optional}),
			}}),
		"remote_state": one(attrs(map[string]bool{"backend": required, "config": required, "generate": optional,
			"disable_init": optional, "disable_dependency_optimization": optional, "encryption": optional})),
		"dependency": labelled(map[string]bool{"config_path": required, "enabled": optional, "skip_outputs": optional,
			"mock_outputs": optional, "mock_outputs_allowed_terraform_commands": optional,
			"mock_outputs_merge_with_state": optional, "mock_outputs_merge_strategy_with_state": optional}),
		"dependencies": one(attrs(map[string]bool{"paths": required})),
		"generate": labelled(map[string]bool{"path": required, "if_exists": required, "contents": required,
			"if_disabled": optional, "comment_prefix": optional, "disable_signature": optional, "disable": optional, "hcl_fmt": optional}),
		"exclude": one(attrs(map[string]bool{"if": required, "actions": required, "no_run": optional, "exclude_dependencies": optional})),
		"errors": one(&shape{blocks: map[string]*shape{
			"retry":  labelled(map[string]bool{"retryable_errors": required, "max_attempts": required, "sleep_interval_sec": required}),
			"ignore": labelled(map[string]bool{"ignorable_errors": required, "message": optional, "signals": optional}),
		}}),
		"feature": labelled(map[string]bool{"default": required}),
		"engine":  one(attrs(map[string]bool{"source": required, "version": optional, "type": optional, "meta": optional})),
		"catalog": one(attrs(map[string]bool{"urls": optional, "default_template": optional, "no_shell": optional, "no_hooks": optional})),
	},
}

// gone names what older Terragrunt accepted and 1.x refuses, with what stands
// in its place (docs.terragrunt.com/migrate).
var gone = map[string]string{
	"skip":                          "Write exclude { if = true, actions = [\"all\"] } instead.",
	"retryable_errors":              "Write errors { retry \"name\" { … } } instead.",
	"retry_max_attempts":            "Write errors { retry \"name\" { … } } instead.",
	"retry_sleep_interval_sec":      "Write errors { retry \"name\" { … } } instead.",
	"terragrunt":                    "Move what the block holds to the top of the file: Terragrunt has not read it since 0.19.",
	"mock_outputs_merge_with_state": "Write mock_outputs_merge_strategy_with_state instead.",
}
