// Package home is the folder that a rehearsal lives in: .terrace at the top of
// the repository, closed to others, ignored by git, and written by one process
// at a time.
package home

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/whole"
)

// Name is the folder's name.
const Name = ".terrace"

// format is the version of the folder's layout.
const format = 1

// Mode says what a caller wants of the folder.
type Mode int

// The modes: any number may read, one may write.
const (
	ReadOnly Mode = iota
	Write
)

// Home is an open rehearsal folder.
type Home struct {
	Dir  string // absolute
	lock *os.File
}

// Holder is who holds the writer's lock; it is what the lock file says.
type Holder struct {
	Pid     int       `json:"pid"`
	Host    string    `json:"host"`
	Command string    `json:"command"`
	Started time.Time `json:"started"`
}

// Cloud is the file of the simulated cloud.
func (h *Home) Cloud() string { return filepath.Join(h.Dir, "cloud.db") }

// Open opens the folder below top; for writing it is made when it is not there,
// and the lock is taken. The errors are findings.
func Open(top string, m Mode) (*Home, error) {
	h := &Home{Dir: filepath.Join(top, Name)}
	if m == ReadOnly {
		if _, err := os.Stat(h.Dir); errors.Is(err, os.ErrNotExist) {
			return nil, &diag.Finding{Severity: diag.Error, Code: diag.Config, Summary: "Nothing is rehearsed here yet",
				Detail: "There is no " + Name + " in " + top + ".", Fix: "Run `terrace rehearse` first."}
		}
		return h, h.checkFormat()
	}
	if err := os.MkdirAll(h.Dir, 0o700); err != nil {
		return nil, cannot(h.Dir, err)
	}
	if err := os.Chmod(h.Dir, 0o700); err != nil {
		return nil, cannot(h.Dir, err)
	}
	if err := h.checkFormat(); err != nil {
		return nil, err
	}
	if err := h.take(); err != nil {
		return nil, err
	}
	for name, text := range map[string]string{".gitignore": "*\n", "format": fmt.Sprintf("%d\n", format)} {
		path := filepath.Join(h.Dir, name)
		if b, err := os.ReadFile(path); err == nil && string(b) == text {
			continue
		}
		if err := whole.Write(path, []byte(text), 0o600); err != nil {
			h.Close()
			return nil, cannot(h.Dir, err)
		}
	}
	return h, nil
}

// Close gives the lock back. The lock file stays: removing it would let two
// writers lock two files of one name.
func (h *Home) Close() {
	if h.lock != nil {
		_ = h.lock.Truncate(0)
		h.lock.Close()
		h.lock = nil
	}
}

// Clear forgets all that was rehearsed; only for who writes.
func (h *Home) Clear() error {
	entries, err := os.ReadDir(h.Dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		switch e.Name() {
		case "lock", "format", ".gitignore":
			continue
		}
		if err := os.RemoveAll(filepath.Join(h.Dir, e.Name())); err != nil {
			return cannot(h.Dir, err)
		}
	}
	return nil
}

func (h *Home) checkFormat() error {
	b, err := os.ReadFile(filepath.Join(h.Dir, "format"))
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return cannot(h.Dir, err)
	}
	var n int
	if _, err := fmt.Sscanf(strings.TrimSpace(string(b)), "%d", &n); err != nil || n > format {
		return &diag.Finding{Severity: diag.Error, Code: diag.Config, Where: diag.Pos{File: filepath.Join(h.Dir, "format")},
			Summary: "This rehearsal was made by a newer version of Terrace",
			Detail:  fmt.Sprintf("Its layout is version %q, this program knows up to %d.", strings.TrimSpace(string(b)), format),
			Fix:     "Use that newer version, or begin anew: `terrace clean`, then `terrace rehearse`."}
	}
	return nil
}

func (h *Home) take() error {
	path := filepath.Join(h.Dir, "lock")
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return cannot(h.Dir, err)
	}
	if !tryLock(f) {
		defer f.Close()
		var who Holder
		_ = json.NewDecoder(f).Decode(&who)
		detail := "Another process writes to " + h.Dir + "."
		if who.Pid != 0 {
			detail = fmt.Sprintf("Process %d on %s (`%s`) has been at work since %s.", who.Pid, who.Host, who.Command, who.Started.Local().Format("15:04:05"))
		}
		return &diag.Finding{Severity: diag.Error, Code: diag.Config, Summary: "Another rehearsal is at work here", Detail: detail,
			Fix: "Wait until it is through, or stop it; a copy of the repository can be rehearsed meanwhile."}
	}
	host, _ := os.Hostname()
	b, err := json.Marshal(Holder{os.Getpid(), host, strings.Join(os.Args, " "), time.Now().UTC()})
	if err == nil {
		err = f.Truncate(0)
	}
	if err == nil {
		_, err = f.WriteAt(b, 0)
	}
	if err != nil {
		f.Close()
		return cannot(h.Dir, err)
	}
	h.lock = f
	return nil
}

func cannot(dir string, err error) error {
	return &diag.Finding{Severity: diag.Error, Summary: "The rehearsal's folder cannot be written", Detail: err.Error(), Where: diag.Pos{File: dir},
		Fix: "Free disk space, or make the folder writable."}
}
