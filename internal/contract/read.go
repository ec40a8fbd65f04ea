package contract

import (
	"cmp"
	"path/filepath"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/module"
)

var blocks = &hcl.BodySchema{Blocks: []hcl.BlockHeaderSchema{
	{Type: "variable", LabelNames: []string{"name"}},
	{Type: "output", LabelNames: []string{"name"}},
}}

// Read takes the interface from the configuration files of one folder. What
// cannot be read is in the error, a list of findings; the rest is given all the
// same. Source, Version and Sub are left to the caller, who knows where the
// folder comes from.
func Read(dir string) (*Module, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	files, findings := module.ParseFolder(dir)
	m, found := read(files)
	m.Dir, m.empty = dir, len(files) == 0
	return m, append(findings, found...).Err()
}

// read takes the interface from files that are parsed.
func read(files []module.File) (*Module, diag.Findings) {
	m := &Module{Variables: map[string]*Variable{}, Outputs: map[string]*Output{}}
	var findings diag.Findings
	// What an override file says comes last and wins.
	slices.SortStableFunc(files, func(a, b module.File) int { return cmp.Compare(Overrides(a.Name), Overrides(b.Name)) })
	own := module.ContentsOf(files)
	for _, c := range own.Terraform {
		m.Terraform = append(m.Terraform, c.Text)
	}
	for _, n := range own.Providers {
		m.Providers = append(m.Providers, Provider{n.Name, n.Source, n.Constraint, n.Pos})
	}
	for _, c := range own.Calls {
		m.Calls = append(m.Calls, Call{c.Name, c.Source, c.Constraint, c.Pos})
	}
	slices.SortStableFunc(m.Providers, func(a, b Provider) int { return cmp.Compare(a.Name, b.Name) })
	slices.SortStableFunc(m.Calls, func(a, b Call) int { return cmp.Compare(a.Name, b.Name) })
	for _, f := range files {
		content, _, ds := f.Body.PartialContent(blocks)
		r := &reader{file: f}
		r.found = diag.FromHCL(ds, diag.Config)
		for _, b := range content.Blocks {
			if b.Type == "variable" {
				r.variable(m, b)
			} else {
				r.output(m, b)
			}
		}
		findings = append(findings, r.found...)
	}
	return m, findings
}

// Overrides orders files: 1 for one that overrides others.
// Source: https://developer.hashicorp.com/terraform/language/files/override
func Overrides(name string) int {
	base := filepath.Base(name)
	for _, end := range []string{".json", ".tf", ".tofu"} {
		base = strings.TrimSuffix(base, end)
	}
	if base == "override" || strings.HasSuffix(base, "_override") {
		return 1
	}
	return 0
}

// reader reads the blocks of one file.
type reader struct {
	file  module.File
	found diag.Findings
}

func (r *reader) fail(at hcl.Range, summary, detail, fix string) {
	r.found = append(r.found, &diag.Finding{Severity: diag.Error, Code: diag.Config, Summary: summary, Detail: detail, Fix: fix, Where: diag.FromRange(at)})
}

// json tells whether the file is written in JSON, in which expressions are
// texts.
func (r *reader) json() bool { return strings.HasSuffix(r.file.Name, ".json") }

// source gives an expression as it is written.
func (r *reader) source(e hcl.Expression) string {
	if r.json() {
		v, _ := e.Value(nil) // without a context a text is taken as it stands
		if text, ok := known(v); ok {
			return text
		}
		return ""
	}
	return string(e.Range().SliceBytes(r.file.Text))
}
