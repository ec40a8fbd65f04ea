package initialise

import (
	"context"
	"encoding/json"
	"fmt"
	"os/exec"
	"strings"

	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/scaffold"
	"github.com/terrace-cloud/terrace/internal/term"
)

// upgraded is what --upgrade --json prints.
type upgraded struct {
	Folder  string            `json:"folder"`
	From    string            `json:"from"`
	To      string            `json:"to"`
	Written bool              `json:"written"`
	Changes []scaffold.Change `json:"changes"`
}

// meaning says for people what became of a file.
var meaning = map[scaffold.What]string{
	scaffold.Added:    "new",
	scaffold.Updated:  "updated",
	scaffold.Merged:   "merged with your changes",
	scaffold.Removed:  "removed: the release has it no more",
	scaffold.Conflict: "CONFLICT: you and the release changed the same lines; both stand in the file between marks",
	scaffold.Kept:     "KEPT: the release has it no more, but you changed it",
	scaffold.Absent:   "ABSENT: the release changed it, but you removed it",
}

func upgrade(ctx context.Context, s *term.Streams, o options) error {
	release, name := o.release()
	u, err := scaffold.Plan(ctx, o.dir, release, name)
	if err != nil {
		return err
	}
	if !o.dryRun {
		if err := clean(ctx, o.dir, u); err != nil {
			return err
		}
		if err := u.Apply(o.dir); err != nil {
			return err
		}
	}
	if o.json {
		changes := u.Changes
		if changes == nil {
			changes = []scaffold.Change{}
		}
		b, err := json.MarshalIndent(upgraded{o.dir, u.From, u.To, !o.dryRun, changes}, "", "  ")
		if err != nil {
			return err
		}
		s.Printf("%s\n", b)
	} else {
		tell(s, u, o)
	}
	if len(u.Open()) > 0 {
		return &diag.Exit{Code: diag.Changes}
	}
	return nil
}

func tell(s *term.Streams, u *scaffold.Upgrade, o options) {
	if len(u.Changes) == 0 {
		s.Printf("The estate is as release %s has it, but for your own changes.\n", u.To)
		return
	}
	s.Printf("From release %s to %s; files: %d.\n", u.From, u.To, len(u.Changes))
	for _, c := range u.Changes {
		text := meaning[c.What]
		if c.Open() {
			text = s.Paint(term.Yellow, text)
		}
		s.Printf("  %s  %s\n", c.Path, text)
		for _, h := range c.Hunks {
			for i, line := range strings.Split(strings.TrimSuffix(h.Text, "\n"), "\n") {
				s.Printf("    %4d  %s\n", h.Line+i, line)
			}
		}
	}
	switch open := len(u.Open()); {
	case o.dryRun:
		s.Printf("Nothing was written.\n")
	case open > 0:
		s.Printf("To decide: %d. Then look at `git diff`, and run terrace check and terrace rehearse --from HEAD.\n", open)
	default:
		s.Printf("Look at `git diff`, and run terrace check and terrace rehearse --from HEAD.\n")
	}
}

// clean refuses an upgrade over changes that no commit holds: nobody could
// tell them from those of the release, or go back.
func clean(ctx context.Context, dir string, u *scaffold.Upgrade) error {
	if len(u.Changes) == 0 {
		return nil
	}
	args := []string{"-C", dir, "status", "--porcelain", "--", scaffold.Folder}
	for _, c := range u.Changes {
		args = append(args, c.Path)
	}
	c := exec.CommandContext(ctx, "git", args...)
	out, err := c.Output()
	if err != nil { // no repository: there is nothing to compare with
		return nil
	}
	if lines := strings.Split(strings.TrimRight(string(out), "\n"), "\n"); lines[0] != "" {
		return &diag.Finding{Severity: diag.Error, Code: diag.Config, Summary: fmt.Sprintf("%d files are changed and not committed", len(lines)), Where: diag.Pos{File: dir},
			Detail: strings.Join(lines[:min(len(lines), 10)], "\n"), Fix: "Commit them first (or git stash): an upgrade is taken back by git then. --dry-run shows what it would do."}
	}
	return nil
}
