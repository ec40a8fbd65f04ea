package diag

import "github.com/hashicorp/hcl/v2"

// FromHCL turns HCL's diagnostics into findings; code is the exit code that
// the errors among them ask for.
func FromHCL(ds hcl.Diagnostics, code Code) Findings {
	var out Findings
	for _, d := range ds {
		f := &Finding{Severity: Warning, Summary: d.Summary, Detail: d.Detail, Code: code}
		if d.Severity == hcl.DiagError {
			f.Severity = Error
		}
		if d.Subject != nil {
			f.Where = FromRange(*d.Subject)
		}
		out = append(out, f)
	}
	return out
}

// FromRange gives the start of an HCL range.
func FromRange(r hcl.Range) Pos {
	return Pos{File: r.Filename, Line: r.Start.Line, Column: r.Start.Column}
}
