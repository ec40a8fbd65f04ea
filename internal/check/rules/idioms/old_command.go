package idioms

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
)

// renamed says what the commands of older Terragrunt are called in 1.x
// (docs.terragrunt.com/migrate/cli-redesign). An empty new name is not put in
// by --fix: its arguments changed as well.
var renamed = []struct{ old, now string }{
	{"plan-all", "run --all plan"}, {"apply-all", "run --all apply"}, {"destroy-all", "run --all destroy"}, {"output-all", "run --all output"},
	{"validate-all", "run --all validate"}, {"run-all", "run --all"}, {"hclfmt", "hcl fmt"}, {"hclvalidate", "hcl validate"},
	{"validate-inputs", "hcl validate --inputs"}, {"graph-dependencies", "dag graph"}, {"render-json", ""}, {"terragrunt-info", "info print"}, {"output-module-groups", ""},
}

var oldCommand = &rule.Rule{
	ID: "old-command", Family: rule.Idioms, Severity: diag.Warning,
	Protects: "Scripts and pipelines that call a command of older Terragrunt stop with the first run of 1.x.",
	Fix:      "Call the command by its new name.",
	Link:     "https://docs.terragrunt.com/migrate/cli-redesign/",
	Estate: func(_ context.Context, p *rule.Pass) {
		for _, f := range scripts(p) {
			for n := 1; n <= f.Lines(); n++ {
				line := code(f.Line(n))
				for _, r := range renamed {
					at := called(line, r.old)
					if at < 0 {
						continue
					}
					found := p.At(diag.Pos{File: f.Path, Line: n, Column: len([]rune(line[:at])) + 1}, fmt.Sprintf("Terragrunt 1.x has no command %s", r.old))
					if r.now == "" {
						continue
					}
					start := f.EndOfLine(n) - len(f.Line(n)) + at
					found.Edits = []rule.Edit{{File: f.Path, Start: start, End: start + len(r.old), Text: r.now}}
					found.Fix = "Write terragrunt " + r.now + "."
				}
			}
		}
	},
}

// scripts lists the files that people and machines run.
func scripts(p *rule.Pass) (out []*rule.File) {
	for _, f := range p.Texts {
		if f.Kind == rule.Script {
			out = append(out, f)
		}
	}
	for _, w := range p.Workflows {
		out = append(out, w.File)
	}
	return out
}

// said are words that begin a line which is read, not run.
var said = regexp.MustCompile(`^\s*(?:#|//|@?echo\b|@?printf\b|log\w*\s|-?\s*name:|description:|\|)`)

// code leaves out what is not run: comments, and what is only printed.
func code(line string) string {
	if said.MatchString(line) {
		return ""
	}
	if i := strings.Index(line, " #"); i >= 0 && !strings.Contains(line[i:], `"`) {
		line = line[:i]
	}
	return line
}

var words = regexp.MustCompile(`[^\s"'` + "`" + `;|&()]+`)

// variable tells whether a word is the program as a Makefile names it:
// $(TERRAGRUNT).
func variable(line string, at []int) bool {
	return at[0] >= 2 && line[at[0]-2:at[0]] == "$(" && strings.EqualFold(line[at[0]:at[1]], "terragrunt")
}

// called tells where a line calls a command of Terragrunt, -1 for nowhere.
func called(line, command string) int {
	if !strings.Contains(line, command) || !strings.Contains(strings.ToLower(line), "terragrunt") {
		return -1
	}
	all := words.FindAllStringIndex(line, -1)
	i := slices.IndexFunc(all, func(w []int) bool { return line[w[0]:w[1]] == command })
	if i <= 0 {
		return -1
	}
	// Between the program and the command there are only flags.
	for j := i - 1; j >= 0; j-- {
		w := line[all[j][0]:all[j][1]]
		switch {
		case w == "terragrunt" || strings.HasSuffix(w, "/terragrunt") || strings.HasPrefix(w, "$") && strings.EqualFold(strings.Trim(w, "${}"), "terragrunt") || variable(line, all[j]):
			return all[i][0]
		case !strings.HasPrefix(w, "-") && !(j > 0 && strings.HasPrefix(line[all[j-1][0]:all[j-1][1]], "-")):
			return -1
		}
	}
	return -1
}
