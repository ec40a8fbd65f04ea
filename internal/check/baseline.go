package check

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
)

// baselineSchema is the version of the file.
const baselineSchema = "terrace.baseline/1"

// baseline is a file of findings that are known. Rule, file and summary are
// there for people; the fingerprint alone decides.
type baseline struct {
	Schema   string  `json:"schema"`
	Findings []known `json:"findings"`
}

type known struct {
	Fingerprint string `json:"fingerprint"`
	Rule        string `json:"rule"`
	File        string `json:"file"`
	Summary     string `json:"summary"`
}

// Subtract leaves out the findings that a baseline file knows. gone is how many
// of the file were not found any more.
func (r *Result) Subtract(file string) (gone int, err error) {
	b, err := readBaseline(file)
	if err != nil {
		return 0, err
	}
	left := map[string]bool{}
	for _, k := range b.Findings {
		left[k.Fingerprint] = true
	}
	r.Findings = slices.DeleteFunc(r.Findings, func(f *rule.Finding) bool {
		if !left[f.Fingerprint] || f.Rule == Evaluation {
			return false
		}
		delete(left, f.Fingerprint)
		r.Known++
		return true
	})
	return len(left), nil
}

func readBaseline(file string) (b baseline, err error) {
	bad := func(what, detail string) error {
		return &diag.Finding{Severity: diag.Error, Code: diag.Config, Summary: what, Detail: detail, Where: diag.Pos{File: file},
			Fix: "Name a file that terrace check --write-baseline made, or make it anew."}
	}
	text, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return b, bad("there is no such baseline", "")
	}
	if err != nil {
		return b, bad("the baseline cannot be read", err.Error())
	}
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(&b); err != nil {
		return b, bad("the baseline cannot be read", err.Error())
	}
	if b.Schema != baselineSchema {
		return b, bad(fmt.Sprintf("the baseline says it is %q, not %q", b.Schema, baselineSchema), "")
	}
	return b, nil
}

// WriteBaseline writes the findings as a baseline file.
func (r *Result) WriteBaseline(file string) error {
	b := baseline{Schema: baselineSchema, Findings: []known{}}
	for _, f := range r.Findings {
		if f.Rule != Evaluation { // what cannot be read is no finding to live with
			b.Findings = append(b.Findings, known{f.Fingerprint, f.Rule, f.Where.File, f.Summary})
		}
	}
	slices.SortFunc(b.Findings, func(x, y known) int {
		return strings.Compare(x.File+"\x00"+x.Rule+"\x00"+x.Fingerprint, y.File+"\x00"+y.Rule+"\x00"+y.Fingerprint)
	})
	text, err := json.MarshalIndent(b, "", "  ")
	if err != nil {
		return err
	}
	return replace(file, append(text, '\n'))
}
