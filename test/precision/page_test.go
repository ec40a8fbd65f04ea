package precision

import (
	"bufio"
	"cmp"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"
)

// verdict is what reading a finding with its source gave.
type verdict struct {
	right bool
	why   string
}

// readVerdicts reads lines of repository, rule, fingerprint, yes or no, why.
func readVerdicts(path string) (map[[3]string]verdict, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	out := map[[3]string]verdict{}
	s := bufio.NewScanner(f)
	for n := 1; s.Scan(); n++ {
		w := strings.Split(s.Text(), "\t")
		if len(w) < 4 || w[3] != "yes" && w[3] != "no" || w[3] == "no" && len(w) < 5 {
			return nil, fmt.Errorf("%s:%d: a line is: repository, rule, fingerprint, yes or no, and why where it is no", path, n)
		}
		out[[3]string{w[0], w[1], w[2]}] = verdict{w[3] == "yes", strings.Join(w[4:], " ")}
	}
	return out, s.Err()
}

// row is one rule of the table.
type row struct {
	rule, severity            string
	found, repos, read, right int
	wrong                     []string
	unread                    []*finding
}

func (r *row) precision() float64 { return 100 * float64(r.right) / float64(max(r.read, 1)) }

// table counts the verdicts by rule and severity.
func table(all []*finding, kept map[[3]string]verdict) (rows []*row) {
	by := map[[2]string][]*finding{}
	for _, f := range all {
		k := [2]string{f.Rule, f.Severity}
		by[k] = append(by[k], f)
	}
	for k, found := range by {
		r := &row{rule: k[0], severity: k[1], found: len(found)}
		in := map[string]bool{}
		for _, f := range found {
			in[f.repo] = true
		}
		r.repos = len(in)
		for _, f := range sample(found) {
			v, ok := kept[[3]string{f.repo, f.Rule, f.Fingerprint}]
			switch {
			case !ok:
				r.unread = append(r.unread, f)
				continue
			case v.right:
				r.right++
			default:
				r.wrong = append(r.wrong, fmt.Sprintf("%s, %s:%d: %s", f.repo, f.Where.File, f.Where.Line, v.why))
			}
			r.read++
		}
		rows = append(rows, r)
	}
	slices.SortFunc(rows, func(a, b *row) int { return cmp.Or(cmp.Compare(a.rule, b.rule), cmp.Compare(a.severity, b.severity)) })
	return rows
}

const head = `# How often the rules are right

` + "`terrace check --json`" + ` on public Terragrunt repositories, %s. Of each rule up to %d
findings were read with the source in view: all of them where there are no more, else a
draw with a fixed seed, taken from one repository after the other. A finding is right when
what it says is so and what it advises applies there. The verdicts are in
test/precision/verdicts.tsv; how the draw goes is in test/precision. Two of the
repositories are made for tests of tools (denis256, diggerhq). What is not found, though it
should be, is not measured here. A rule below 90 %% may only be a note, which never fails a
check.

Modules that are neither in the repository nor in a lock are not known. The rules of inputs
and outputs then say nothing, and the last line of the report counts those units: here %d of
%d. What these rules are worth is so shown by modules that stand in the repository.

All in all %d findings, %d read, %d right: %.1f %%.

| rule | severity | findings | in repositories | read | right | precision |
| --- | --- | ---: | ---: | ---: | ---: | ---: |
`

// page writes docs/rules-precision.md.
func page(rows []*row, clones []clone) []byte {
	var b strings.Builder
	found, read, right, units, unknown := 0, 0, 0, 0, 0
	for _, r := range rows {
		found, read, right = found+r.found, read+r.read, right+r.right
	}
	for _, c := range clones {
		units, unknown = units+c.units, unknown+c.unknown
	}
	fmt.Fprintf(&b, head, time.Now().UTC().Format(time.DateOnly), most, unknown, units, found, read, right, 100*float64(right)/float64(max(read, 1)))
	for _, r := range rows {
		fmt.Fprintf(&b, "| %s | %s | %d | %d | %d | %d | %.0f %% |\n", r.rule, r.severity, r.found, r.repos, r.read, r.right, r.precision())
	}
	b.WriteString("\nRules that are not in the table found nothing in these repositories.\n\n## What was wrong\n\n")
	for _, r := range rows {
		for _, w := range r.wrong {
			fmt.Fprintf(&b, "- %s: %s\n", r.rule, w)
		}
	}
	b.WriteString("\n## The repositories\n\n| repository | commit | units | module not known | findings |\n| --- | --- | ---: | ---: | ---: |\n")
	for _, c := range clones {
		fmt.Fprintf(&b, "| %s | %s | %d | %d | %d |\n", strings.Replace(c.name, ".", "/", 1), c.commit[:12], c.units, c.unknown, c.found)
	}
	return []byte(b.String())
}
