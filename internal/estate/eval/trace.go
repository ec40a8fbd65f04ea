package eval

import (
	"maps"
	"slices"

	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate/memo"
)

// trace collects what evaluating one configuration touched and found.
type trace struct {
	*memo.Witness // the tree of files as this evaluation sees it
	e             *Evaluator
	unit          string // the file for which all is done: get_original_terragrunt_dir
	stack         []string
	reads         map[string]bool // real paths
	opened        map[string]bool // configuration files that take part
	runCmds       []diag.Pos
	findings      diag.Findings
	seen          map[diag.Pos]bool // places that have an error already
	personal      bool              // something asked which unit is reading
	outline       bool              // see [Options.Outline]

	text []byte   // what is being put together; each level of nesting goes on behind the one above it
	args []string // likewise, arguments of calls
}

func newTrace(e *Evaluator, unit string, stack []string) *trace {
	return &trace{Witness: memo.NewWitness(e.view, e.opts.Questions), e: e, unit: unit, stack: stack,
		reads: map[string]bool{}, opened: map[string]bool{}, seen: map[diag.Pos]bool{}}
}

// add notes findings, one error for each place.
func (t *trace) add(fs ...*diag.Finding) {
	for _, f := range fs {
		if t.seen[f.Where] && f.Where.Line > 0 {
			continue
		}
		t.seen[f.Where] = f.Severity == diag.Error
		c := *f
		t.findings = append(t.findings, &c)
	}
}

// runs notes the calls of run_cmd in a file, each once.
func (t *trace) runs(f *file) {
	for _, p := range f.runCmds {
		if p = f.own(p); !slices.Contains(t.runCmds, p) {
			t.runCmds = append(t.runCmds, p)
		}
	}
}

// join takes over what a part has touched and found.
func (t *trace) join(p *reading) {
	for _, r := range p.reads {
		t.reads[r] = true
	}
	for _, c := range p.runCmds {
		if !slices.Contains(t.runCmds, c) {
			t.runCmds = append(t.runCmds, c)
		}
	}
	t.add(p.findings...)
	t.personal = t.personal || p.personal
	t.Join(p.asked)
}

func (t *trace) sortedReads() []string { return slices.Sorted(maps.Keys(t.reads)) }
