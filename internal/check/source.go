package check

import (
	"path/filepath"

	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
)

func absolute(in *rule.Input, file string) string {
	if filepath.IsAbs(file) {
		return file
	}
	return filepath.Join(in.Top, filepath.FromSlash(file))
}

// Source gives the text of the line that a finding is about, "" when it is not
// known.
func Source(in *rule.Input, at diag.Pos) string {
	if f := in.File(absolute(in, at.File)); f != nil {
		return f.Line(at.Line)
	}
	return ""
}
