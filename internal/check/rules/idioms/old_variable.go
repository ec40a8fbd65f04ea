package idioms

import (
	"context"
	"fmt"
	"regexp"
	"strings"

	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
)

var oldFlag = regexp.MustCompile(`(?:^|\s|["'])(--terragrunt-[a-z-]+)`)

var oldEnv = regexp.MustCompile(`\b(TERRAGRUNT_(?:NON_INTERACTIVE|WORKING_DIR|CONFIG|DOWNLOAD|SOURCE|SOURCE_UPDATE|IAM_ROLE|PARALLELISM|LOG_LEVEL|DEBUG|TFPATH|NO_AUTO_INIT|NO_AUTO_APPROVE|NO_AUTO_RETRY|AUTO_INIT|EXCLUDE_DIR|INCLUDE_DIR|INCLUDE_EXTERNAL_DEPENDENCIES|IGNORE_EXTERNAL_DEPENDENCIES|IGNORE_DEPENDENCY_ERRORS|STRICT_INCLUDE|FORWARD_TF_STDOUT|PROVIDER_CACHE|PROVIDER_CACHE_DIR|FETCH_DEPENDENCY_OUTPUT_FROM_STATE|DISABLE_BUCKET_UPDATE|DISABLE_LOG_FORMATTING|USE_PARTIAL_PARSE_CONFIG_CACHE))\b`)

// quiet is an argument of the function run_cmd, not a flag.
const quiet = "--terragrunt-quiet"

var oldArgument = &rule.Rule{
	ID: "old-flag", Family: rule.Idioms, Severity: diag.Warning,
	Protects: "Terragrunt 1.x stops at the flags --terragrunt-…: \"flag provided but not defined\".",
	Fix:      "Take terragrunt- out of the flag: --non-interactive.",
	Link:     "https://docs.terragrunt.com/migrate/cli-redesign/",
	Estate:   worded(oldFlag, "Terragrunt 1.x does not know %s", nil),
}

// A note: 1.1 still takes them, with a warning.
var oldVariable = &rule.Rule{
	ID: "old-variable", Family: rule.Idioms, Severity: diag.Note,
	Protects: "Terragrunt 1.x warns of the variables TERRAGRUNT_… and will cease to read them.",
	Fix:      "Write TG_… for TERRAGRUNT_….",
	Link:     "https://docs.terragrunt.com/migrate/cli-redesign/",
	Estate:   worded(oldEnv, "%s is an old name", inherited),
}

var (
	makefile = regexp.MustCompile(`(?:^|/)(?:GNUm|m|M)akefile$|\.mk$`)
	exports  = regexp.MustCompile(`(?m)^\s*export[ \t]*(?:#.*)?$`)
)

// inherited tells whether what a program is started by gets to know a variable.
// A variable of make is make's own until it is exported; the line of a recipe is
// the shell's.
func inherited(f *rule.File, line, word string) bool {
	if !makefile.MatchString(f.Path) || exports.Match(f.Src) {
		return true
	}
	if strings.HasPrefix(line, "\t") {
		return !strings.Contains(line, "$("+word+")") && !strings.Contains(line, "${"+word+"}")
	}
	return regexp.MustCompile(`(?m)^\s*export\s[^#\n]*\b` + word + `\b`).Match(f.Src)
}

// worded reports where a pattern matches in what is run, where counts says so
// or is nil.
func worded(re *regexp.Regexp, say string, counts func(f *rule.File, line, word string) bool) func(context.Context, *rule.Pass) {
	return func(_ context.Context, p *rule.Pass) {
		for _, f := range scripts(p) {
			for n := 1; n <= f.Lines(); n++ {
				line := code(f.Line(n))
				for _, m := range re.FindAllStringSubmatchIndex(line, -1) {
					if word := line[m[2]:m[3]]; word != quiet && (counts == nil || counts(f, line, word)) {
						p.At(diag.Pos{File: f.Path, Line: n, Column: len([]rune(line[:m[2]])) + 1}, fmt.Sprintf(say, word))
					}
				}
			}
		}
	}
}
