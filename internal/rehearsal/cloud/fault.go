package cloud

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"

	"github.com/terrace-cloud/terrace/internal/diag"
	berrors "go.etcd.io/bbolt/errors"
)

// fault is a finding that can be asked for its cause.
type fault struct {
	*diag.Finding
	cause error
}

func (f fault) Unwrap() []error { return []error{f.Finding, f.cause} }

// causes lists what can go wrong with the file, in the words for it; the first
// that matches is told.
var causes = []struct {
	is                   error
	summary, detail, fix string
	code                 diag.Code
}{
	{ErrNewer, "The rehearsal was made by a newer version of Terrace", "",
		"Use that version, or start over with `terrace rehearse --fresh`.", diag.Config},
	{berrors.ErrTimeout, "The simulated cloud is in use",
		"Another process has it open.", "Wait until it is done, or stop it.", diag.Failed},
	{syscall.ENOSPC, "The disk is full", "Nothing of this write was kept; what stood before still stands.",
		"Make room, then run the command again: it goes on from here.", diag.Failed},
	{syscall.EDQUOT, "The disk quota is used up", "Nothing of this write was kept; what stood before still stands.",
		"Make room, then run the command again: it goes on from here.", diag.Failed},
	{syscall.EFBIG, "The file of the simulated cloud may not grow", "Nothing of this write was kept; what stood before still stands.",
		"Raise the limit on file sizes (`ulimit -f`), then run the command again.", diag.Failed},
	{syscall.EROFS, "The simulated cloud lies on a read-only disk", "", "Run where the folder can be written.", diag.Config},
	{berrors.ErrDatabaseReadOnly, "The simulated cloud was opened for reading only", "", "", diag.Failed},
	{berrors.ErrInvalid, "The file is not a simulated cloud", "", "Move it away, or start over with `terrace rehearse --fresh`.", diag.Config},
	{berrors.ErrVersionMismatch, "The file is not a simulated cloud of this version", "", "Start over with `terrace rehearse --fresh`.", diag.Config},
	{berrors.ErrChecksum, "The file of the simulated cloud is damaged", "", "Start over with `terrace rehearse --fresh`.", diag.Failed},
	{fs.ErrPermission, "The simulated cloud cannot be opened", "", "Make the file readable and writable for you.", diag.Config},
	{fs.ErrNotExist, "There is no simulated cloud here", "", "Run `terrace rehearse` first.", diag.Config},
}

func opening(path string, err error) error { return explain(path, "opening", err) }

// writing explains the error of a write; errors of the store's own pass.
func writing(path, what string, err error) error {
	var known *diag.Finding
	if err == nil || errors.Is(err, ErrExists) || errors.As(err, &known) {
		return err
	}
	return explain(path, what, err)
}

func explain(path, what string, err error) error {
	for _, c := range causes {
		if !errors.Is(err, c.is) {
			continue
		}
		f := &diag.Finding{Severity: diag.Error, Summary: c.summary, Detail: c.detail, Fix: c.fix, Code: c.code}
		f.Detail = join(f.Detail, fmt.Sprintf("File: %s (%s).", path, what))
		return fault{f, err}
	}
	return fault{&diag.Finding{
		Severity: diag.Error,
		Summary:  "The simulated cloud failed",
		Detail:   fmt.Sprintf("%s: %s: %v", path, what, err),
	}, err}
}

func join(a, b string) string {
	if a == "" {
		return b
	}
	return a + " " + b
}
