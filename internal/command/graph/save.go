package graph

import (
	"io"

	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/whole"
)

// save writes a file as a whole or not at all.
func save(path string, write func(io.Writer) error) error {
	if err := whole.Stream(path, 0o644, write); err != nil {
		return &diag.Finding{Severity: diag.Error, Code: diag.Failed, Summary: path + " cannot be written", Detail: err.Error(),
			Fix: "Name a file in a folder that exists and that you may write to."}
	}
	return nil
}
