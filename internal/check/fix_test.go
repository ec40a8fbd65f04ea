package check

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/terrace-cloud/terrace/internal/check/rule"
)

var comment = regexp.MustCompile(`(?m)^\s*#.*$`)

// What rules mend is mended at once: afterwards there is nothing left to mend,
// what was fixable is gone, and every line that was a comment is still there.
func TestMendingIsDoneAtOnce(t *testing.T) {
	t.Parallel()
	mending := 0
	for _, r := range All() {
		dir := unpack(t, Fixture(r.ID))
		bad := filepath.Join(dir, "bad")
		annotate(t, bad)
		in, found := asked(t, bad, r)
		changes, err := Mend(in, found)
		if err != nil {
			t.Fatalf("%s: %v", r.ID, err)
		}
		if len(changes) == 0 {
			continue
		}
		mending++
		for _, c := range changes {
			if before, after := comment.FindAll(c.Before, -1), comment.FindAll(c.After, -1); !slices.EqualFunc(before, after, bytes.Equal) {
				t.Errorf("%s: comments of %s: %s", r.ID, c.Name, cmp.Diff(before, after))
			}
			if err := c.Write(); err != nil {
				t.Fatal(err)
			}
		}
		in, found = asked(t, bad, r)
		if again, err := Mend(in, found); err != nil || len(again) > 0 {
			t.Errorf("%s: mended, there is still something to mend: %v %v", r.ID, err, again)
		}
		if i := slices.IndexFunc(found, func(f *rule.Finding) bool { return f.Fixable }); i >= 0 {
			t.Errorf("%s: still found: %v", r.ID, found[i])
		}
	}
	if mending < 8 {
		t.Errorf("%d rules mend something in their examples", mending)
	}
}

// annotate puts a comment above every block of the HCL files of a tree.
func annotate(t *testing.T, dir string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*", "*.hcl"))
	if err != nil {
		t.Fatal(err)
	}
	top := regexp.MustCompile(`(?m)^[a-z_]+ (?:"[^"]*" )?\{$`)
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(f, top.ReplaceAll(text, []byte("# What stands above stays.\n$0\n  # What stands within stays.")), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// asked asks one rule about a tree.
func asked(t *testing.T, dir string, r *rule.Rule) (*rule.Input, []*rule.Finding) {
	t.Helper()
	in := load(t, dir)
	res, err := Run(context.Background(), in, []*rule.Rule{r}, today)
	if err != nil {
		t.Fatal(err)
	}
	return in, res.Findings
}

// A file that somebody else wrote meanwhile is left to them.
func TestMendingLeavesWhatChanged(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "a.hcl")
	if err := os.WriteFile(path, []byte("theirs"), 0o600); err != nil {
		t.Fatal(err)
	}
	c := Change{File: path, Name: "a.hcl", Before: []byte("before"), After: []byte("after")}
	if err := c.Write(); err == nil {
		t.Error("it was written over")
	}
	c.Before = []byte("theirs")
	if err := c.Write(); err != nil {
		t.Error(err)
	}
	st, err := os.Stat(path)
	if text, _ := os.ReadFile(path); err != nil || string(text) != "after" || st.Mode().Perm() != 0o600 {
		t.Errorf("%q %v %v", text, st.Mode(), err)
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(path), ".*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}
