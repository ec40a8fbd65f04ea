// Package own reads the rules that a team writes for itself: expressions in CEL
// over the evaluated units, in .terrace-rules/*.yaml at the top of the
// repository.
package own

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/ext"
	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate"
	"go.yaml.in/yaml/v3"
)

// Folder is where the rules stand, below the top of the repository.
const Folder = ".terrace-rules"

// Set is the rules of a repository.
type Set struct {
	Rules   []*rule.Rule
	skipped atomic.Int64
	mu      sync.Mutex
	faults  diag.Findings
}

// Skipped is how often a rule was not decided, as it touched a value that only
// a run can tell.
func (s *Set) Skipped() int { return int(s.skipped.Load()) }

// Faults is what went wrong while rules were asked: a name that is not there, a
// wrong type. One for each rule.
func (s *Set) Faults() diag.Findings {
	s.mu.Lock()
	defer s.mu.Unlock()
	slices.SortFunc(s.faults, func(a, b *diag.Finding) int { return strings.Compare(a.Where.String(), b.Where.String()) })
	return s.faults
}

// Read reads the rules below the top of a repository; none where there is no
// such folder. taken names the rules that are there already. The error is a
// [diag.Findings] that names every fault with its line.
func Read(top string, taken func(id string) bool) (*Set, error) {
	s := &Set{}
	files, err := os.ReadDir(filepath.Join(top, Folder))
	if errors.Is(err, fs.ErrNotExist) {
		return s, nil
	}
	if err != nil {
		return nil, err
	}
	env, err := environment()
	if err != nil {
		return nil, err
	}
	r := &reader{set: s, env: env, taken: taken, seen: map[string]bool{}}
	for _, f := range files {
		if ext := filepath.Ext(f.Name()); !f.IsDir() && (ext == ".yaml" || ext == ".yml") {
			r.file(filepath.Join(top, Folder, f.Name()), Folder+"/"+f.Name())
		}
	}
	return s, r.found.Err()
}

// environment is what an expression may use: the unit, and CEL's standard
// library with its extensions for strings, lists and sets.
func environment() (*cel.Env, error) {
	return cel.NewEnv(cel.Variable("unit", cel.MapType(cel.StringType, cel.DynType)), cel.OptionalTypes(), ext.Strings(), ext.Lists(), ext.Sets(), ext.Regex())
}

// written is a rule as it stands in a file.
type written struct {
	ID       string        `yaml:"id"`
	Severity diag.Severity `yaml:"-"`
	Level    string        `yaml:"severity"`
	Protects string        `yaml:"protects"`
	Fix      string        `yaml:"fix"`
	Link     string        `yaml:"link"`
	When     yaml.Node     `yaml:"when"`
	Assert   yaml.Node     `yaml:"assert"`
	At       string        `yaml:"at"`
}

type reader struct {
	set   *Set
	env   *cel.Env
	taken func(string) bool
	seen  map[string]bool
	name  string
	found diag.Findings
}

func (r *reader) fault(line, column int, summary, detail, fix string) {
	r.found = append(r.found, &diag.Finding{Severity: diag.Error, Code: diag.Config, Summary: summary, Detail: detail, Fix: fix,
		Where: diag.Pos{File: r.name, Line: line, Column: column}})
}

func (r *reader) file(path, name string) {
	r.name = name
	text, err := os.ReadFile(path)
	if err != nil {
		r.fault(0, 0, "the rules cannot be read", err.Error(), "Make the file readable.")
		return
	}
	var doc struct {
		Rules []yaml.Node `yaml:"rules"`
	}
	d := yaml.NewDecoder(bytes.NewReader(text))
	d.KnownFields(true)
	if err := d.Decode(&doc); err != nil {
		line := 0
		_, _ = fmt.Sscanf(err.Error()[max(strings.Index(err.Error(), "line "), 0):], "line %d", &line)
		r.fault(line, 0, "the rules cannot be read", strings.TrimPrefix(err.Error(), "yaml: "), "Write rules: and below it a list, each with id, protects and assert.")
		return
	}
	for i := range doc.Rules {
		r.rule(&doc.Rules[i])
	}
}

// fields are what a rule may say.
var fields = []string{"id", "severity", "protects", "fix", "link", "when", "assert", "at"}

func (r *reader) rule(n *yaml.Node) {
	before := len(r.found)
	if n.Kind != yaml.MappingNode {
		r.fault(n.Line, n.Column, "a rule is a mapping", "", "Write - id: NAME and below it protects and assert.")
		return
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if k := n.Content[i]; !slices.Contains(fields, k.Value) {
			r.fault(k.Line, k.Column, fmt.Sprintf("a rule has no %q", k.Value), "", "Known here: "+strings.Join(fields, ", ")+".")
		}
	}
	var w written
	if err := n.Decode(&w); err != nil {
		r.fault(n.Line, n.Column, "the rule cannot be read", err.Error(), "Correct its values.")
		return
	}
	w.Severity = diag.Error
	if w.Level != "" && w.Severity.UnmarshalText([]byte(w.Level)) != nil {
		r.fault(n.Line, n.Column, fmt.Sprintf("there is no severity %q", w.Level), "", "Write error, warning or note.")
	}
	switch {
	case w.ID == "":
		r.fault(n.Line, n.Column, "the rule has no id", "", "Give it one: id: buckets-begin-with-acme.")
	case r.taken(w.ID) || r.seen[w.ID]:
		r.fault(n.Line, n.Column, fmt.Sprintf("there is a rule %q already", w.ID), "", "Choose another id.")
	case w.Protects == "":
		r.fault(n.Line, n.Column, fmt.Sprintf("the rule %q does not say what it protects", w.ID), "", "Write protects: one sentence; it is what people read.")
	}
	r.seen[w.ID] = true
	var when cel.Program
	if w.When.Kind != 0 {
		when = r.compile(&w.When)
	}
	if w.Assert.Kind == 0 {
		r.fault(n.Line, n.Column, fmt.Sprintf("the rule %q has no assert", w.ID), "", "Write assert: an expression in CEL that is true where all is well.")
		return
	}
	assert := r.compile(&w.Assert)
	if len(r.found) > before {
		return
	}
	if w.Fix == "" {
		w.Fix = "Make this true: " + strings.Join(strings.Fields(w.Assert.Value), " ") + "."
	}
	if w.Link == "" {
		w.Link = rule.Docs
	}
	at := diag.Pos{File: r.name, Line: w.Assert.Line, Column: w.Assert.Column}
	r.set.Rules = append(r.set.Rules, &rule.Rule{ID: w.ID, Family: rule.Own, Severity: w.Severity, Protects: w.Protects, Fix: w.Fix, Link: w.Link,
		Unit: func(p *rule.Pass, u *estate.Unit) { r.set.ask(p, u, when, assert, w, at) }})
}

// compile checks an expression and makes it ready; nil when it is wrong.
func (r *reader) compile(n *yaml.Node) cel.Program {
	if n.Kind != yaml.ScalarNode {
		r.fault(n.Line, n.Column, "an expression is a text", "", "Write it in one line, or behind | or >-.")
		return nil
	}
	ast, issues := r.env.Compile(n.Value)
	if issues.Err() != nil {
		for _, e := range issues.Errors() {
			line, column := n.Line+e.Location.Line()-1, n.Column+e.Location.Column()
			if n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0 { // the text begins below its sign
				line, column = n.Line+e.Location.Line(), 0
			} else if n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) != 0 {
				column++
			}
			r.fault(line, column, "the expression is wrong", e.Message, "Correct it: cel.dev has the language; `unit` is what it speaks of.")
		}
		return nil
	}
	if t := ast.OutputType(); !t.IsExactType(cel.BoolType) && !t.IsExactType(cel.DynType) {
		r.fault(n.Line, n.Column, fmt.Sprintf("the expression gives %s, not true or false", t), "", "Compare it with something.")
		return nil
	}
	p, err := r.env.Program(ast, cel.EvalOptions(cel.OptOptimize))
	if err != nil {
		r.fault(n.Line, n.Column, "the expression is wrong", err.Error(), "Correct it.")
	}
	return p
}

type memo struct{ unit *estate.Unit }

// ask puts a rule to a unit.
func (s *Set) ask(p *rule.Pass, u *estate.Unit, when, assert cel.Program, w written, at diag.Pos) {
	vars := rule.Once(p.Input, memo{u}, func() map[string]any { return variables(p, u) })
	for _, x := range []struct {
		program cel.Program
		is      bool // of assert, not of when
	}{{when, false}, {assert, true}} {
		if x.program == nil {
			continue
		}
		v, _, err := x.program.Eval(vars)
		switch {
		case types.IsUnknown(v):
			s.skipped.Add(1)
			return
		case err != nil && u.InputsUnknown && strings.Contains(err.Error(), "no such key"):
			s.skipped.Add(1)
			return
		case err != nil:
			s.fail(w.ID, u, err, at)
			return
		}
		yes, ok := v.Value().(bool)
		switch {
		case !ok:
			s.fail(w.ID, u, fmt.Errorf("it gives %s, not true or false", v.Type().TypeName()), at)
			return
		case !x.is && !yes:
			return
		case x.is && !yes:
			p.At(place(u, w.At), w.Protects)
		}
	}
}

// fail notes what went wrong, once a rule.
func (s *Set) fail(id string, u *estate.Unit, err error, at diag.Pos) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, f := range s.faults {
		if f.Where == at {
			return
		}
	}
	s.faults = append(s.faults, &diag.Finding{Severity: diag.Error, Code: diag.Config, Unit: u.Path, Where: at,
		Summary: fmt.Sprintf("the rule %q cannot be decided for %s", id, u.Path), Detail: err.Error() + ".",
		Fix: "Test with has(unit.inputs.NAME) what may be missing, and put the test into when."})
}

// place gives where a finding of a rule stands: where the input that it names
// is written, else the source, else the top of the unit's file.
func place(u *estate.Unit, at string) diag.Pos {
	if path, ok := strings.CutPrefix(at, "inputs."); ok {
		if pos := u.InputPos(strings.Split(path, ".")...); !pos.IsZero() {
			return pos
		}
	}
	if at == "source" && !u.Source.Pos.IsZero() {
		return u.Source.Pos
	}
	if at == "state" && u.RemoteState != nil {
		return u.RemoteState.Pos
	}
	if u.File == "" {
		return diag.Pos{File: u.Dir, Line: 1}
	}
	return diag.Pos{File: u.Written(), Line: 1, Column: 1}
}
