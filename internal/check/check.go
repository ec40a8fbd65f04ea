// Package check holds an estate to rules: what is found, what is silenced and
// what was known before.
package check

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
	"golang.org/x/sync/errgroup"
)

// Evaluation is the rule of findings that the evaluator made: what is wrong
// with the configuration itself.
const Evaluation = "evaluation"

// Result is what a check found.
type Result struct {
	Findings []*rule.Finding // sorted by place
	Ignored  int             // silenced by a comment
	Known    int             // silenced by a baseline
	Units    int
	Rules    int
	NoModule int // units whose module is not known: what their inputs and outputs must be is not asked
}

// Run asks the rules about the input. Places are relative to the top of the
// repository. What a comment silences is left out; day decides which comments
// have run out.
func Run(ctx context.Context, in *rule.Input, rules []*rule.Rule, day time.Time) (*Result, error) {
	found, err := ask(ctx, in, rules)
	if err != nil {
		return nil, err
	}
	patterns := unmade(in)
	found = slices.DeleteFunc(found, func(f *rule.Finding) bool { return patterns[f.Unit] })
	found = merge(found)
	found = append(found, evaluation(in, found, patterns)...)
	found, ignored := silence(in, rules, found, day)
	for _, f := range found {
		f.Where = relative(in, f.Where)
		for i := range f.Also {
			f.Also[i] = relative(in, f.Also[i])
		}
		f.Fixable = len(f.Edits) > 0
	}
	slices.SortStableFunc(found, byPlace)
	fingerprint(in, found)
	return &Result{Findings: found, Ignored: ignored, Units: len(in.Estate.Units), Rules: len(rules), NoModule: noModule(in, patterns)}, nil
}

// unmade gives the paths of units that are only what stacks make units of: they
// stand in the folder of a source, and what they read is there once they are
// copied to their place. There, they are checked.
func unmade(in *rule.Input) map[string]bool {
	sources, out := map[string]bool{}, map[string]bool{}
	for _, u := range in.Estate.Units {
		if u.Generated != nil {
			sources[u.Generated.From] = true
		}
	}
	for _, u := range in.Estate.Units {
		if sources[u.Dir] && u.Findings.HasErrors() {
			out[u.Path] = true
		}
	}
	return out
}

// noModule counts the units whose module is not known: neither here nor in the
// lock.
func noModule(in *rule.Input, without map[string]bool) (n int) {
	for _, u := range in.Estate.Units {
		if m, _ := in.Contracts.For(u); m == nil && !u.Excluded() && !without[u.Path] {
			n++
		}
	}
	return n
}

// ask puts every rule to what it looks at, in parallel.
func ask(ctx context.Context, in *rule.Input, rules []*rule.Rule) ([]*rule.Finding, error) {
	var jobs []func() []*rule.Finding
	each := func(n int, takes func(*rule.Rule) bool, put func(i int, p *rule.Pass)) {
		some := slices.DeleteFunc(slices.Clone(rules), func(r *rule.Rule) bool { return !takes(r) })
		for i := range n {
			jobs = append(jobs, func() (out []*rule.Finding) {
				for _, r := range some {
					p := rule.Pass{Input: in, Rule: r}
					put(i, &p)
					out = append(out, p.Found...)
				}
				return out
			})
		}
	}
	each(len(in.Estate.Units), func(r *rule.Rule) bool { return r.Unit != nil }, func(i int, p *rule.Pass) {
		p.Unit = in.Estate.Units[i]
		p.Rule.Unit(p, p.Unit)
	})
	each(len(in.Files), func(r *rule.Rule) bool { return r.File != nil }, func(i int, p *rule.Pass) { p.Rule.File(p, in.Files[i]) })
	each(len(in.Workflows), func(r *rule.Rule) bool { return r.Workflow != nil }, func(i int, p *rule.Pass) {
		if in.Workflows[i].Root != nil {
			p.Rule.Workflow(p, in.Workflows[i])
		}
	})
	for _, r := range rules {
		if r.Estate != nil {
			jobs = append(jobs, func() []*rule.Finding {
				p := &rule.Pass{Input: in, Rule: r}
				r.Estate(ctx, p)
				return p.Found
			})
		}
	}
	results := make([][]*rule.Finding, len(jobs))
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i, job := range jobs {
		g.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			results[i] = job()
			return nil
		})
	}
	if err := g.Wait(); err != nil {
		return nil, err
	}
	return slices.Concat(results...), nil
}

// merge makes one finding of those that say the same of the same place for
// several units.
func merge(found []*rule.Finding) (out []*rule.Finding) {
	type key struct {
		rule, summary string
		at            diag.Pos
	}
	first := map[key]*rule.Finding{}
	for _, f := range found {
		k := key{f.Rule, f.Summary, f.Where}
		g := first[k]
		if g == nil {
			first[k] = f
			out = append(out, f)
			continue
		}
		if f.Unit != "" && f.Unit != g.Unit && !slices.Contains(g.Units, f.Unit) {
			if len(g.Units) == 0 {
				g.Units = []string{g.Unit}
			}
			g.Units = append(g.Units, f.Unit)
		}
	}
	for _, f := range out {
		slices.Sort(f.Units)
		if len(f.Units) > 0 {
			f.Unit = f.Units[0]
		}
	}
	return out
}

// evaluation gives what the evaluator found wrong, except where a rule says it
// of the same place.
func evaluation(in *rule.Input, found []*rule.Finding, without map[string]bool) (out []*rule.Finding) {
	said := map[diag.Pos]bool{} // as an error: a warning does not say that a unit cannot be run
	for _, f := range found {
		said[f.Where] = said[f.Where] || f.Severity == diag.Error
	}
	all := slices.Clone(in.Estate.Findings)
	for _, u := range in.Estate.Units {
		if !without[u.Path] {
			all = append(all, u.Findings...)
		}
	}
	for _, f := range all {
		if !said[f.Where] || f.Where.IsZero() {
			c := *f
			c.Also = slices.Clone(f.Also)
			for _, text := range []*string{&c.Summary, &c.Detail} {
				*text = strings.ReplaceAll(*text, in.Top+"/", "")
			}
			out = append(out, &rule.Finding{Finding: c, Rule: Evaluation})
		}
	}
	return merge(out)
}

func relative(in *rule.Input, p diag.Pos) diag.Pos {
	if p.File != "" {
		p.File = in.Rel(p.File)
	}
	return p
}

func byPlace(a, b *rule.Finding) int {
	return cmp.Or(cmp.Compare(a.Where.File, b.Where.File), cmp.Compare(a.Where.Line, b.Where.Line), cmp.Compare(a.Where.Column, b.Where.Column),
		cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Summary, b.Summary))
}

// fingerprint gives each finding a name that stays when lines are added above
// it: the rule, the file, the text of the line and how often it came before.
func fingerprint(in *rule.Input, found []*rule.Finding) {
	before := map[string]int{}
	for _, f := range found {
		line := ""
		if file := in.File(absolute(in, f.Where.File)); file != nil {
			line = strings.Join(strings.Fields(file.Line(f.Where.Line)), " ")
		}
		base := strings.Join([]string{f.Rule, f.Where.File, line, f.Summary}, "\x00")
		sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%d", base, before[base]))
		before[base]++
		f.Fingerprint = hex.EncodeToString(sum[:12])
	}
}
