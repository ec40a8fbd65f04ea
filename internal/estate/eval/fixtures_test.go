package eval

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/terrace-cloud/terrace/internal/estate/oracle"
	"golang.org/x/sync/errgroup"
)

func TestMain(m *testing.M) {
	oracle.StandIn()
	os.Exit(m.Run())
}

// verdict is what comes of evaluating a unit here and by Terragrunt.
type verdict string

const (
	equal      verdict = "equal"
	both       verdict = "refused by both"
	onlyTheirs verdict = "refused by Terragrunt alone"
	onlyOurs   verdict = "refused here alone"
	differ     verdict = "differ"
)

const needsRefused = "a unit is refused here as well: "

// reasons explain what does not agree; each is found by what Terragrunt says,
// else by what differs.
var reasons = []struct {
	of   verdict
	why  string
	says *regexp.Regexp
}{
	{onlyTheirs, "Terragrunt's own `render` goes down over an `engine` block, or says nothing", regexp.MustCompile(`(?s)^engine/.*(goroutine|empty answer)`)},
	{onlyTheirs, "it needs a unit that is refused by both", regexp.MustCompile("\n" + needsRefused)},
	{onlyTheirs, "it asks AWS, which nobody answers; here the value is unknown", regexp.MustCompile(`operation error|get_aws_|failed to refresh cached credentials`)},
	{onlyTheirs, "it decrypts, without a key or what is not encrypted; here the value is unknown", regexp.MustCompile(`sops|gpg: decryption`)},
	{onlyTheirs, "it runs a program, which fails; nothing is run here", regexp.MustCompile(`executable file not found|exit status|run_cmd`)},
	{onlyTheirs, "the output is of a unit whose module has to be downloaded; here it is unknown", regexp.MustCompile(`Failed to read outputs|error downloading|Could not download`)},
	{onlyTheirs, "the other unit has no such output or none at all; here outputs are unknown until a run, and `terrace check` tells names that the module does not have", regexp.MustCompile(`no variable named "dependency"|does not have an attribute|outputs|Unsupported attribute`)},
	{onlyTheirs, "units need one another in a circle; told of the estate, not of a unit", regexp.MustCompile(`dependency cycle`)},
	{onlyTheirs, "the other unit is not there; told of the estate, not of a unit", regexp.MustCompile(`do not exist|does not exist|invalid config_path`)},
	{onlyTheirs, "an included JSON file is read as HCL by `render`; a run reads it as JSON", regexp.MustCompile(`\.json:1,1-2: Argument or block`)},
}

// TestOracleFixtures holds every unit below some folders against the real
// Terragrunt: TERRACE_ORACLE_FIXTURES names them, as PATH does; `make oracle
// FIXTURES=DIRS` runs it. Each is copied first, into a repository of its own.
// What does not agree and has no reason fails. With -update the figures are
// written into docs/evaluator.md, where TERRACE_ORACLE_NAME says.
func TestOracleFixtures(t *testing.T) {
	from := filepath.SplitList(os.Getenv("TERRACE_ORACLE_FIXTURES"))
	if len(from) == 0 {
		t.Skip("TERRACE_ORACLE_FIXTURES names no folder")
	}
	program, n := terragrunt(t), 0
	names := map[string][]string{} // by verdict and reason
	var mu sync.Mutex
	var g errgroup.Group
	g.SetLimit(2)
	for _, f := range from {
		dir := checkout(t, f)
		for _, unit := range unitsIn(t, dir) {
			n++
			g.Go(func() error {
				v, note := compare(t, program, unit)
				name, _ := filepath.Rel(dir, unit)
				if len(from) > 1 {
					name = filepath.Join(filepath.Base(f), name)
				}
				why := reason(v, name+"\n"+note)
				if why == "" {
					t.Errorf("%s: %s: %s", name, v, strings.ReplaceAll(note, dir+"/", ""))
				}
				mu.Lock()
				defer mu.Unlock()
				names[string(v)+" | "+why] = append(names[string(v)+" | "+why], name)
				return nil
			})
		}
	}
	_ = g.Wait()
	figures(t, cmp.Or(os.Getenv("TERRACE_ORACLE_NAME"), "fixtures"), tally(names, n))
}

func reason(v verdict, note string) string {
	if v == equal || v == both {
		return "-"
	}
	for _, r := range reasons {
		if r.of == v && r.says.MatchString(note) {
			return r.why
		}
	}
	return ""
}

// tally writes the table of verdicts, and every unit that does not agree.
func tally(names map[string][]string, n int) string {
	var table, list strings.Builder
	fmt.Fprintf(&table, "%d units:\n\n| verdict | why | units |\n|---|---|---|\n", n)
	for _, v := range []verdict{equal, both, onlyTheirs, onlyOurs, differ} {
		var keys []string
		for k := range names {
			if strings.HasPrefix(k, string(v)+" | ") {
				keys = append(keys, k)
			}
		}
		slices.Sort(keys)
		for _, k := range keys {
			fmt.Fprintf(&table, "| %s | %d |\n", k, len(names[k]))
			if v != equal && v != both {
				slices.Sort(names[k])
				fmt.Fprintf(&list, "\n- %s: %s", strings.Replace(k, " | ", ", as ", 1), strings.Join(names[k], ", ")) // paths of another repository
			}
		}
	}
	return table.String() + list.String() + "\n"
}

// figures shows what was measured, and with -update writes it between its marks
// in docs/evaluator.md.
func figures(t *testing.T, mark, text string) {
	t.Helper()
	t.Log("\n" + text)
	if !*update {
		return
	}
	const doc = "../../../docs/evaluator.md"
	b, err := os.ReadFile(doc)
	if err != nil {
		t.Fatal(err)
	}
	head, rest, ok := strings.Cut(string(b), "<!-- "+mark+" -->\n")
	_, tail, closed := strings.Cut(rest, "<!-- end "+mark+" -->\n")
	if !ok || !closed {
		t.Fatalf("%s has no marks of %s", doc, mark)
	}
	text = head + "<!-- " + mark + " -->\n" + text + "<!-- end " + mark + " -->\n" + tail
	if err := os.WriteFile(doc, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// compare evaluates a unit in both ways.
func compare(t *testing.T, program *oracle.Terragrunt, unit string) (verdict, string) {
	ours, want, err := evaluated(t, program, unit)
	bad := ours.Findings.Err()
	switch {
	case err != nil && bad != nil:
		return both, ""
	case err != nil:
		for _, d := range ours.Dependencies {
			if e := New(Options{Env: oracle.Env, Mocks: true, Command: "render"}); d.ConfigPath != "" && e.Config(DefaultFile(e.view, d.ConfigPath)).Findings.HasErrors() {
				return onlyTheirs, needsRefused + d.ConfigPath
			}
		}
		return onlyTheirs, err.Error()
	case bad != nil:
		return onlyOurs, bad.Error()
	}
	if ds := oracle.Differences(ours.Object(), want); len(ds) > 0 {
		return differ, strings.Join(ds, "; ")
	}
	return equal, ""
}
