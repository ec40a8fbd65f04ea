package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/terrace-cloud/terrace/internal/diag"
)

// mostAnnotations is how many annotations of one kind GitHub keeps of a step.
// github.com/actions/toolkit/blob/main/docs/problem-matchers.md#limitations
const mostAnnotations = 10

// kinds are GitHub's words for the severities.
var kinds = map[diag.Severity]string{diag.Error: "error", diag.Warning: "warning", diag.Note: "notice"}

// Escapes of GitHub's workflow commands.
// docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
var (
	inMessage  = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	inProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

// GitHub writes the report as annotations of a workflow: of each kind as many
// as GitHub keeps, and a line that says how many there are besides.
func GitHub(w io.Writer, r *Report) error {
	shown := map[diag.Severity]int{}
	left := 0
	for _, f := range worst(r.Findings) {
		// The last notice is kept for what is left out.
		if most := mostAnnotations; shown[f.Severity] >= most || f.Severity == diag.Note && shown[f.Severity] >= most-1 {
			left++
			continue
		}
		shown[f.Severity]++
		at := ""
		if f.Where.File != "" {
			at = " file=" + inProperty.Replace(f.Where.File)
			if f.Where.Line > 0 {
				at += fmt.Sprintf(",line=%d", f.Where.Line)
			}
			if f.Where.Column > 0 {
				at += fmt.Sprintf(",col=%d", f.Where.Column)
			}
			at += ","
		} else {
			at = " "
		}
		if _, err := fmt.Fprintf(w, "::%s%stitle=%s::%s\n", kinds[f.Severity], at, inProperty.Replace(f.Rule), inMessage.Replace(message(f))); err != nil {
			return err
		}
	}
	if left == 0 {
		return nil
	}
	_, err := fmt.Fprintf(w, "::notice title=terrace check::%d more finding(s) than GitHub shows: see the log of the step, or upload --format sarif.\n", left)
	return err
}
