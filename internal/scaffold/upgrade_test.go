package scaffold

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

func release(files map[string]string) fstest.MapFS {
	out := fstest.MapFS{}
	for p, text := range files {
		out[Folder+"/"+p] = &fstest.MapFile{Data: []byte(text)}
	}
	return out
}

// Two releases, and an estate that people have edited in between: what nobody
// touched follows, what both touched is merged or asked about.
func TestUpgrade(t *testing.T) {
	t.Parallel()
	const org = "locals {\n  name       = \"x\"\n  domain     = \"x\"\n  network    = \"x\"\n  repository = \"x\"\n}\n"
	lines := func(l ...string) string { return strings.Join(l, "\n") + "\n" }
	first := release(map[string]string{
		"organization.hcl": org, "same.hcl": "a\n", "updated.hcl": "a\n", "edited.hcl": "a\n", "gone.hcl": "a\n", "deep/gone.hcl": "a\n", "gone-edited.hcl": "a\n",
		"removed.hcl": "a\n", "merged.hcl": lines("1", "2", "3", "4", "5", "6", "7"), "conflict.hcl": lines("1", "2", "3"), "both.hcl": "a\n",
	})
	second := release(map[string]string{
		"organization.hcl": strings.Replace(org, "}", "  new        = 1\n}", 1), "same.hcl": "a\n", "updated.hcl": "b\n", "edited.hcl": "a\n", "removed.hcl": "b\n",
		"merged.hcl": lines("one", "2", "3", "4", "5", "6", "7"), "conflict.hcl": lines("1", "theirs", "3"), "added.hcl": "new\n", "both.hcl": "b\n",
	})
	a := Defaults()
	a.Organization = "acme"
	dir := t.TempDir()
	tree, err := Render(first, a)
	if err != nil {
		t.Fatal(err)
	}
	record, err := Record{Release: "1", Answers: a, Base: tree}.Files()
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range []Tree{tree, record} {
		if err := Write(dir, part); err != nil {
			t.Fatal(err)
		}
	}
	for p, text := range map[string]string{"edited.hcl": "mine\n", "gone-edited.hcl": "mine\n", "merged.hcl": lines("1", "2", "3", "4", "5", "6", "seven"), "conflict.hcl": lines("1", "ours", "3"), "both.hcl": "b\n"} {
		if err := os.WriteFile(filepath.Join(dir, Folder, p), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Remove(filepath.Join(dir, Folder, "removed.hcl")); err != nil {
		t.Fatal(err)
	}

	u, err := Plan(t.Context(), dir, second, "2")
	if err != nil {
		t.Fatal(err)
	}
	want := []Change{{Path: "added.hcl", What: Added}, {"conflict.hcl", Conflict, []Hunk{{2, "<<<<<<< yours\nours\n=======\ntheirs\n>>>>>>> release 2\n"}}}, {Path: "deep/gone.hcl", What: Removed}, {Path: "gone-edited.hcl", What: Kept}, {Path: "gone.hcl", What: Removed},
		{Path: "merged.hcl", What: Merged}, {Path: "organization.hcl", What: Updated}, {Path: "removed.hcl", What: Absent}, {Path: "updated.hcl", What: Updated}}
	for i := range want {
		want[i].Path = Folder + "/" + want[i].Path
	}
	if d := cmp.Diff(want, u.Changes); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
	if len(u.Open()) != 3 {
		t.Errorf("open: %v", u.Open())
	}
	if err := u.Apply(dir); err != nil {
		t.Fatal(err)
	}
	for p, want := range map[string]string{
		"merged.hcl": lines("one", "2", "3", "4", "5", "6", "seven"), "edited.hcl": "mine\n", "gone-edited.hcl": "mine\n", "updated.hcl": "b\n", "added.hcl": "new\n",
		"conflict.hcl": lines("1", "<<<<<<< yours", "ours", "=======", "theirs", ">>>>>>> release 2", "3"),
	} {
		if got, _ := os.ReadFile(filepath.Join(dir, Folder, p)); string(got) != want {
			t.Errorf("%s:\n%s\nwant\n%s", p, got, want)
		}
	}
	for _, p := range []string{"gone.hcl", "deep", "removed.hcl"} {
		if _, err := os.Stat(filepath.Join(dir, Folder, p)); !os.IsNotExist(err) {
			t.Errorf("%s is there: %v", p, err)
		}
	}
	if text, _ := os.ReadFile(filepath.Join(dir, Folder, "organization.hcl")); !strings.Contains(string(text), `"acme"`) || !strings.Contains(string(text), "new") {
		t.Errorf("organization.hcl: %s", text)
	}

	// Done once, it is done.
	again, err := Plan(t.Context(), dir, second, "2")
	if err != nil || len(again.Changes) != 0 {
		t.Errorf("again: %v %v", again.Changes, err)
	}
}

// An upgrade that was cut off before its record was written goes on.
func TestUpgradeResumes(t *testing.T) {
	t.Parallel()
	first, second := release(map[string]string{"a.hcl": "1\n2\n3\n"}), release(map[string]string{"a.hcl": "one\n2\n3\n", "b.hcl": "new\n"})
	dir, a := t.TempDir(), Defaults()
	tree, _ := Render(first, a)
	record, err := Record{Release: "1", Answers: a, Base: tree}.Files()
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range []Tree{tree, record, {Folder + "/a.hcl": []byte("one\n2\n3\n")}} { // the first file had been written
		if err := Write(dir, part); err != nil {
			t.Fatal(err)
		}
	}
	u, err := Plan(t.Context(), dir, second, "2")
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]Change{{Path: Folder + "/b.hcl", What: Added}}, u.Changes); d != "" {
		t.Error(d)
	}
}

func TestRecordRefuses(t *testing.T) {
	t.Parallel()
	if _, err := ReadRecord(t.TempDir()); err == nil || !strings.Contains(err.Error(), "was not handed out by terrace init") {
		t.Errorf("no record: %v", err)
	}
	dir := t.TempDir()
	if err := Write(dir, Tree{recordFile: []byte("release: 1\n"), baseFile: []byte("no archive")}); err != nil {
		t.Fatal(err)
	}
	if _, err := ReadRecord(dir); err == nil || !strings.Contains(err.Error(), "cannot be read") {
		t.Errorf("damaged: %v", err)
	}
}
