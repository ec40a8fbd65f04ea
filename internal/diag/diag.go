// Package diag holds what Terrace tells its users: findings with the place
// where they stand, their cause and the next step, and the exit codes.
//
// Every package reports trouble as a [Finding]; only the command packages
// print. A Finding is also an error, so that it can travel as one.
package diag

import (
	"errors"
	"fmt"
	"strings"
)

// Severity ranks a finding.
type Severity int

// The severities, from harmless to harmful.
const (
	Note Severity = iota
	Warning
	Error
)

// String gives the word that reports and JSON documents use.
func (s Severity) String() string {
	switch s {
	case Error:
		return "error"
	case Warning:
		return "warning"
	}
	return "note"
}

// MarshalText makes JSON documents carry the word, not the number.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads the word back; an unknown word is an error.
func (s *Severity) UnmarshalText(b []byte) error {
	for _, c := range []Severity{Note, Warning, Error} {
		if string(b) == c.String() {
			*s = c
			return nil
		}
	}
	return fmt.Errorf("unknown severity %q", b)
}

// Pos is a place in a file. Line and Column count from 1; zero means unknown.
type Pos struct {
	File   string `json:"file,omitempty"`
	Line   int    `json:"line,omitempty"`
	Column int    `json:"column,omitempty"`
}

// IsZero tells whether no file is known.
func (p Pos) IsZero() bool { return p.File == "" }

// String gives file:line:column as far as it is known.
func (p Pos) String() string {
	switch {
	case p.File == "":
		return ""
	case p.Line == 0:
		return p.File
	case p.Column == 0:
		return fmt.Sprintf("%s:%d", p.File, p.Line)
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column)
}

// Finding is one thing that is wrong, or worth knowing: what, where, why, and
// what to do about it. Summary is one line without a full stop; Detail and Fix
// are sentences.
type Finding struct {
	Severity Severity `json:"severity"`
	Summary  string   `json:"summary"`
	Detail   string   `json:"detail,omitempty"`
	Fix      string   `json:"fix,omitempty"`
	Where    Pos      `json:"where,omitzero"`
	Also     []Pos    `json:"also,omitempty"`    // other places that take part, in order
	Unit     string   `json:"unit,omitempty"`    // unit path, where one is concerned
	Address  string   `json:"address,omitempty"` // Terraform resource address, where one is concerned
	Code     Code     `json:"-"`                 // exit code that this finding asks for; zero means Failed
}

// Error gives the finding on one line: place, summary, detail, remedy.
func (f *Finding) Error() string {
	var b strings.Builder
	if p := f.Where.String(); p != "" {
		b.WriteString(p + ": ")
	}
	b.WriteString(f.Summary)
	for _, s := range []string{f.Detail, f.Fix} {
		if s != "" {
			b.WriteString(": " + strings.ReplaceAll(strings.TrimSpace(s), "\n", " "))
		}
	}
	return b.String()
}

// Alike gives one text for findings that differ in nothing but the unit or the
// resource.
func (f *Finding) Alike() string {
	c := *f
	c.Unit, c.Address = "", ""
	return fmt.Sprintf("%+v", c)
}

// Findings is a list of findings that can travel as one error.
type Findings []*Finding

// Error joins the findings, one a line.
func (l Findings) Error() string {
	s := make([]string, len(l))
	for i, f := range l {
		s[i] = f.Error()
	}
	return strings.Join(s, "\n")
}

// HasErrors tells whether any finding is an error.
func (l Findings) HasErrors() bool {
	for _, f := range l {
		if f.Severity == Error {
			return true
		}
	}
	return false
}

// Err gives the list as an error, or nil when it holds no error.
func (l Findings) Err() error {
	if l.HasErrors() {
		return l
	}
	return nil
}

// AsFindings gives an error as findings; one that is neither a finding nor a
// list becomes a finding with that text and code.
func AsFindings(err error, code Code) Findings {
	var one *Finding
	var many Findings
	switch {
	case err == nil:
		return nil
	case errors.As(err, &many):
		return many
	case errors.As(err, &one):
		return Findings{one}
	}
	return Findings{{Severity: Error, Summary: err.Error(), Code: code}}
}
