package rehearsal

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"

	"github.com/terrace-cloud/terrace/internal/diag"
)

// harmless are the providers that need no cloud: they run for real.
var harmless = []string{"random", "null", "time", "tls", "local", "archive"}

// hooksAllowed tells whether the unit's hooks run: only when terrace.yaml
// names every one of them, since Terragrunt can only leave out all or none.
func (u *unitRun) hooksAllowed() bool {
	for _, h := range u.unit.Hooks {
		if !slices.Contains(u.Settings.Allow.Hooks, h.Name) {
			return false
		}
	}
	return len(u.unit.Hooks) > 0
}

// consent lists what the unit would run on this machine and may not; what the
// unit cannot do without is an error.
func (u *unitRun) consent() diag.Findings {
	var out diag.Findings
	if !u.hooksAllowed() {
		for _, h := range u.unit.Hooks {
			u.skip("hook", h.Name, u.shown(h.Pos))
		}
	}
	for _, p := range u.unit.RunCmds {
		program := calledProgram(u.tree.To(p.File), p.Line)
		if slices.Contains(u.Settings.Allow.RunCmd, program) {
			continue
		}
		u.skip("run_cmd", program, p)
		out = append(out, &diag.Finding{Severity: diag.Error, Code: diag.Config, Unit: u.name, Where: p,
			Summary: fmt.Sprintf("run_cmd of %q is not run in a rehearsal", program),
			Detail:  "Terragrunt would run this command on your machine, with whatever it can reach.",
			Fix:     fmt.Sprintf("If it is safe, allow it in terrace.yaml: allow: {run_cmd: [%s]}.", program)})
	}
	return out
}

var runCmdRe = regexp.MustCompile(`run_cmd\(\s*(?:"--terragrunt-[a-z-]+"\s*,\s*)*"([^"]+)"`)

// calledProgram reads which program a run_cmd starts; "" where that is no
// literal, and so cannot be allowed by name.
func calledProgram(file string, line int) string {
	b, err := os.ReadFile(file)
	if err != nil {
		return ""
	}
	lines := strings.SplitAfter(string(b), "\n")
	if line < 1 || line > len(lines) {
		return ""
	}
	if m := runCmdRe.FindStringSubmatch(strings.Join(lines[line-1:], "")); m != nil {
		return m[1]
	}
	return ""
}

// providerFinding refuses a provider that may not run; nil when it may.
func (u *unitRun) providerFinding(name, source string, where diag.Pos) *diag.Finding {
	parts := strings.Split(source, "/")
	short, allowed := parts[len(parts)-1], strings.Join(parts[max(0, len(parts)-2):], "/")
	if short == "aws" || short == "terraform" || slices.Contains(harmless, short) || slices.Contains(u.Settings.Allow.Providers, allowed) {
		return nil
	}
	u.skip("provider", source, where)
	return &diag.Finding{Severity: diag.Error, Code: diag.Config, Unit: u.name, Where: where,
		Summary: fmt.Sprintf("Provider %s does not run in a rehearsal", source),
		Detail:  fmt.Sprintf("Only aws is simulated; %q would act for real. The other units go on.", name),
		Fix:     fmt.Sprintf("If that is safe, allow it in terrace.yaml: allow: {providers: [%s]}.", allowed)}
}

// skip lists something that was not run.
func (u *unitRun) skip(kind, name string, where diag.Pos) {
	u.note(func(r *Result) { r.NotRun = append(r.NotRun, NotRun{u.name, kind, name, where}) })
}
