package affected

import (
	"path"
	"regexp"
	"slices"
	"strings"
)

// Class is what a changed file is, as far as its name tells.
type Class string

// The classes.
const (
	Configuration Class = "configuration" // Terragrunt's own language
	Stack         Class = "stack"         // what makes units
	Module        Class = "module"        // Terraform's
	Lock          Class = "lock"          // chosen providers
	Contract      Class = "contract"      // interfaces of modules
	Tool          Class = "tool"          // which programs run, and how
	Workflow      Class = "workflow"      // what a CI system does
	Submodule     Class = "submodule"     // the commit of another repository
	Document      Class = "document"
	Other         Class = "other"
)

// classes are tried in this order; a name is matched against its last part, or
// against the whole path where the pattern has a slash. means says what such a
// change does, where the units that it touches do not say it.
var classes = []struct {
	class Class
	names *regexp.Regexp
	means string
}{
	{Lock, regexp.MustCompile(`(^|/)\.terraform\.lock\.hcl$`), "other versions or checksums of providers will be installed: read the plans of the units below for what a new provider changes"},
	{Contract, regexp.MustCompile(`(^|/)(terrace\.lock(\.json|\.hcl|\.yaml)?|contracts?\.lock(\.json)?|contracts/.*\.json)$`), "the interfaces that modules are held to: nothing is applied differently; `terrace check` and `terrace modules verify` judge with it"},
	{Tool, regexp.MustCompile(`(^|/)terrace\.ya?ml$`), "Terrace's own settings: nothing is applied differently"},
	{Tool, regexp.MustCompile(versionFiles), "other programs, or other versions of them, may run every unit below this folder"},
	{Workflow, regexp.MustCompile(`^(\.github/(workflows|actions|pipeline|scripts)/|\.gitlab-ci|\.gitlab/ci/|\.circleci/|azure-pipelines|\.azure-pipelines/|bitbucket-pipelines\.yml$|Jenkinsfile|atlantis\.ya?ml$|\.buildkite/|\.spacelift/|digger\.ya?ml$)|(^|/)action\.ya?ml$`), "how changes are planned and applied: no unit changes, but the next run is another one, with its credentials"},
	{Stack, regexp.MustCompile(`(^|/)terragrunt\.(stack|values|autoinclude)\.hcl$`), ""},
	{Configuration, regexp.MustCompile(`\.hcl(\.json)?$`), ""},
	{Module, regexp.MustCompile(`\.(tf|tofu|tfvars)(\.json)?$`), ""},
	{Document, regexp.MustCompile(`(?i)\.(md|markdown|rst|adoc|txt)$|(^|/)(LICENSE|NOTICE|CODEOWNERS|CHANGELOG)$|^docs?/`), ""},
}

// versionFiles are what version managers read: tfenv, tofuenv, tenv, tgenv,
// tgswitch, tfswitch, asdf, mise.
const versionFiles = `(^|/)(\.terraform-version|\.opentofu-version|\.tofu-version|\.terragrunt-version|\.tgswitchrc|\.tfswitchrc|\.tgswitch\.toml|\.tfswitch\.toml|\.tool-versions|\.?mise(\.[a-z]+)*\.toml|\.?mise/config\.toml|\.config/mise(\.toml|/.*\.toml))$`

var (
	versionFile = regexp.MustCompile(versionFiles)
	mixedFile   = regexp.MustCompile(`(\.tool-versions|\.toml)$`) // they name other tools too
	engineLine  = regexp.MustCompile(`(?i)terraform|tofu|terragrunt|tenv`)
)

func classOf(c *Change, submodule bool) (Class, string) {
	if submodule {
		return Submodule, "another commit of a submodule: what reads in it counts as touched"
	}
	for _, k := range classes {
		if k.names.MatchString(c.Path) {
			return k.class, k.means
		}
	}
	return Other, ""
}

// engineChanged tells whether a file of a version manager now says something
// else of the programs that run units.
func engineChanged(name string, before, after []byte) bool {
	if !mixedFile.MatchString(name) {
		return true
	}
	return !slices.Equal(engineLines(before), engineLines(after))
}

func engineLines(text []byte) (out []string) {
	for line := range strings.Lines(string(text)) {
		line, _, _ = strings.Cut(line, "#")
		if line = strings.TrimSpace(line); engineLine.MatchString(line) {
			out = append(out, line)
		}
	}
	return out
}

// governed is the folder whose units a version file speaks of.
func governed(file string) string {
	dir := path.Dir(file)
	for _, inner := range []string{".config/mise/conf.d", ".config/mise", ".config", ".mise", "mise"} {
		if dir == inner {
			return "."
		}
		if up, ok := strings.CutSuffix(dir, "/"+inner); ok {
			return up
		}
	}
	return dir
}
