package idioms

import (
	"context"
	"fmt"
	"regexp"

	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
)

var (
	oldFlag = regexp.MustCompile(`(?:^|\s|["'])(--terragrunt-[a-z-]+)`)
	oldEnv  = regexp.MustCompile(`\b(TERRAGRUNT_(?:NON_INTERACTIVE|WORKING_DIR|CONFIG|DOWNLOAD|SOURCE|SOURCE_UPDATE|IAM_ROLE|PARALLELISM|LOG_LEVEL|DEBUG|TFPATH|NO_AUTO_INIT|NO_AUTO_APPROVE|NO_AUTO_RETRY|AUTO_INIT|EXCLUDE_DIR|INCLUDE_DIR|INCLUDE_EXTERNAL_DEPENDENCIES|IGNORE_EXTERNAL_DEPENDENCIES|IGNORE_DEPENDENCY_ERRORS|STRICT_INCLUDE|FORWARD_TF_STDOUT|PROVIDER_CACHE|PROVIDER_CACHE_DIR|FETCH_DEPENDENCY_OUTPUT_FROM_STATE|DISABLE_BUCKET_UPDATE|DISABLE_LOG_FORMATTING|USE_PARTIAL_PARSE_CONFIG_CACHE))\b`)
)

// quiet is an argument of the function run_cmd, not a flag.
const quiet = "--terragrunt-quiet"

var oldVariable = &rule.Rule{
	ID: "old-flag", Family: rule.Idioms, Severity: diag.Warning,
	Protects: "Terragrunt 1.x does not know the flags --terragrunt-… and the variables TERRAGRUNT_…: a run asks where it should not, or works somewhere else.",
	Fix:      "Take terragrunt- out of the flag (--non-interactive), and write TG_… for the variable.",
	Link:     "https://docs.terragrunt.com/migrate/cli-redesign/",
	Estate: func(_ context.Context, p *rule.Pass) {
		for _, f := range scripts(p) {
			for n := 1; n <= f.Lines(); n++ {
				line := code(f.Line(n))
				for _, re := range []*regexp.Regexp{oldFlag, oldEnv} {
					for _, m := range re.FindAllStringSubmatchIndex(line, -1) {
						if word := line[m[2]:m[3]]; word != quiet {
							p.At(diag.Pos{File: f.Path, Line: n, Column: len([]rune(line[:m[2]])) + 1}, fmt.Sprintf("Terragrunt 1.x does not know %s", word))
						}
					}
				}
			}
		}
	},
}
