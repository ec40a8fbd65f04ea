package eval

import (
	"cmp"
	"fmt"
	"runtime"
	"slices"

	"github.com/terrace-cloud/terrace/internal/estate/eval/tffunc"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
)

// native is a function of Terragrunt; its source is
// docs.terragrunt.com/reference/hcl/functions.
type native struct {
	name string
	doc  string
	ret  cty.Type
	run  func(fr *frame, args []string) (cty.Value, error)
	own  func(fr *frame) function.Function // instead of run, where arguments are no strings
}

// Function documents a function that configuration can call: Doc is a line or
// the page of Terraform's reference, Source is where
// its implementation comes from: terragrunt for those written here after
// Terragrunt's reference, else as in [tffunc.Entry].
type Function struct{ Name, Doc, Source string }

// reference is where Terraform describes a function.
const reference = "https://developer.hashicorp.com/terraform/language/functions/"

// Functions lists all functions, sorted by name.
func Functions() []Function {
	var out []Function
	for _, n := range natives {
		out = append(out, Function{n.name, n.doc, "terragrunt"})
	}
	for _, e := range tffunc.Table() {
		out = append(out, Function{e.Name, reference + e.Name, e.Source})
	}
	for _, n := range tffunc.FileNames {
		out = append(out, Function{n, reference + n, "own"})
	}
	slices.SortFunc(out, func(a, b Function) int { return cmp.Compare(a.Name, b.Name) })
	return out
}

func functionNames() (out []string) {
	for _, f := range Functions() {
		out = append(out, f.Name)
	}
	return out
}

var list = cty.List(cty.String)

// natives are the functions that Terragrunt adds to Terraform's.
var natives []native

var nativeByName map[string]*native

func init() { // a table that reaches itself through read_terragrunt_config
	natives = []native{
		{"find_in_parent_folders", "the nearest file of a name above the folder of the unit", cty.String, findInParents, nil},
		{"path_relative_to_include", "the way from the included file to the unit", cty.String, relativeToInclude, nil},
		{"path_relative_from_include", "the way from the unit to the included file", cty.String, relativeFromInclude, nil},
		{"get_env", "an environment variable, or the default", cty.String, getEnv, nil},
		{"run_cmd", "unknown: nothing is run; its calls are listed", cty.String, unknownString, nil},
		{"read_terragrunt_config", "another configuration, evaluated in its own folder", cty.DynamicPseudoType, nil, readConfig},
		{"get_platform", "the operating system", cty.String, constant(cty.StringVal(runtime.GOOS)), nil},
		{"get_repo_root", "the folder above the unit that holds .git", cty.String, repoRoot, nil},
		{"get_path_from_repo_root", "the way from there to the unit", cty.String, fromRepoRoot, nil},
		{"get_path_to_repo_root", "the way from the unit to there", cty.String, toRepoRoot, nil},
		{"get_terragrunt_dir", "the folder of the unit, or of the file being read", cty.String, terragruntDir, nil},
		{"get_original_terragrunt_dir", "the folder of the unit that all is read for", cty.String, originalDir, nil},
		{"get_parent_terragrunt_dir", "the folder of the included file", cty.String, parentDir, nil},
		{"get_terraform_command", "the command, where it is known", cty.String, terraformCommand, nil},
		{"get_terraform_cli_args", "unknown: the command line is a run's", list, unknownList, nil},
		{"get_terragrunt_source_cli_flag", "empty: there is no --source", cty.String, constant(cty.StringVal("")), nil},
		{"get_working_dir", "unknown: a folder of the cache", cty.String, unknownString, nil},
		{"get_aws_account_alias", "unknown: AWS is not asked", cty.String, unknownString, nil},
		{"get_aws_account_id", "unknown: AWS is not asked", cty.String, unknownString, nil},
		{"get_aws_caller_identity_arn", "unknown: AWS is not asked", cty.String, unknownString, nil},
		{"get_aws_caller_identity_user_id", "unknown: AWS is not asked", cty.String, unknownString, nil},
		{"sops_decrypt_file", "unknown: nothing is decrypted", cty.String, sops, nil},
		{"get_terraform_commands_that_need_vars", "commands that accept -var", list, texts("apply", "console", "destroy", "import", "plan", "push", "refresh"), nil},
		{"get_terraform_commands_that_need_locking", "commands that accept -lock-timeout", list, texts("apply", "destroy", "import", "plan", "refresh", "taint", "untaint"), nil},
		{"get_terraform_commands_that_need_input", "commands that accept -input", list, texts("apply", "import", "init", "plan", "refresh"), nil},
		{"get_terraform_commands_that_need_parallelism", "commands that accept -parallelism", list, texts("apply", "plan", "destroy"), nil},
		{"get_default_retryable_errors", "unknown: Terragrunt's own list", list, unknownList, nil},
		{"read_tfvars_file", "a variables file as JSON text", cty.String, readTFVars, nil},
		{"mark_as_read", "counts a file as read", cty.String, markAsRead, nil},
		{"mark_glob_as_read", "counts files that match a pattern as read", list, markGlobAsRead, nil},
		{"constraint_check", "whether a version meets a constraint", cty.Bool, constraintCheck, nil},
		{"deep_merge", "objects merged deeply, lists joined; an experiment of Terragrunt", cty.DynamicPseudoType, nil, deepMergeFunc},
		{"startswith", "whether a text starts with another", cty.Bool, text(startsWith), nil},
		{"endswith", "whether a text ends with another", cty.Bool, text(endsWith), nil},
		{"strcontains", "whether a text holds another", cty.Bool, text(contains), nil},
		{"timecmp", "the order of two timestamps: -1, 0, 1", cty.Number, timeCmp, nil},
	}
	nativeByName = make(map[string]*native, len(natives))
	for i := range natives {
		nativeByName[natives[i].name] = &natives[i]
	}
}

// functions gives those of Terragrunt's functions that the file calls, as they
// answer in this frame.
func (fr *frame) functions() map[string]function.Function {
	out := map[string]function.Function{}
	for _, n := range natives {
		if fr.file.calls != nil && !fr.file.calls[n.name] {
			continue
		}
		if n.own != nil {
			out[n.name] = n.own(fr)
			continue
		}
		out[n.name] = function.New(&function.Spec{
			VarParam: &function.Parameter{Name: "arguments", Type: cty.String},
			Type:     function.StaticReturnType(n.ret),
			Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
				in := make([]string, len(args))
				for i, a := range args {
					in[i] = a.AsString()
				}
				return n.run(fr, in)
			},
		})
	}
	return out
}

func constant(v cty.Value) func(*frame, []string) (cty.Value, error) {
	return func(*frame, []string) (cty.Value, error) { return v, nil }
}

func texts(names ...string) func(*frame, []string) (cty.Value, error) {
	vs := make([]cty.Value, len(names))
	for i, n := range names {
		vs[i] = cty.StringVal(n)
	}
	return constant(cty.ListVal(vs))
}

func unknownString(*frame, []string) (cty.Value, error) { return cty.UnknownVal(cty.String), nil }

func unknownList(*frame, []string) (cty.Value, error) { return cty.UnknownVal(list), nil }

// arity refuses a wrong number of arguments.
func arity(args []string, least, most int) error {
	if len(args) < least || len(args) > most {
		return fmt.Errorf("it takes %d to %d arguments, not %d", least, most, len(args))
	}
	return nil
}
