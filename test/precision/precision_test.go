// Package precision tells how often the rules of `terrace check` are right on
// repositories that are not ours: findings are drawn by lot, read with the
// source in view, and the verdicts kept beside this file.
//
//	go test ./test/precision -repos DIR          # what has no verdict yet
//	go test ./test/precision -repos DIR -write   # writes docs/rules-precision.md
//
// DIR holds a clone of each repository, named OWNER.NAME.
package precision

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

var (
	repos  = flag.String("repos", "", "folder of clones, each named OWNER.NAME")
	write  = flag.Bool("write", false, "write docs/rules-precision.md")
	binary = flag.String("terrace", "../../bin/terrace", "the program")
)

// most is how many findings of a rule are read; seed makes the lot.
const (
	most     = 20
	seed     = "terrace 1"
	verdicts = "verdicts.tsv"
)

func TestPrecision(t *testing.T) {
	if *repos == "" {
		t.Skip("needs -repos DIR")
	}
	kept, err := readVerdicts(verdicts)
	if err != nil {
		t.Fatal(err)
	}
	all, clones := gather(t)
	rows := table(all, kept)
	for _, r := range rows {
		for _, f := range r.unread {
			t.Errorf("no verdict\t%s\t%s\t%s\t%s:%d\t%s", f.repo, f.Rule, f.Fingerprint, f.Where.File, f.Where.Line, f.Summary)
		}
	}
	for _, r := range rows {
		if r.read > 0 && r.precision() < 90 && r.severity != "note" {
			t.Errorf("%s is right in %d of %d: mend it, or make it a note", r.rule, r.right, r.read)
		}
	}
	if *write && !t.Failed() {
		if err := os.WriteFile("../../docs/rules-precision.md", page(rows, clones), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// finding is one of check --json.
type finding struct {
	repo                                 string
	Rule, Severity, Summary, Fingerprint string
	Where                                struct {
		File string
		Line int
	}
}

// lot gives the place of a finding in the draw.
func (f *finding) lot() string {
	sum := sha256.Sum256([]byte(seed + "\x00" + f.repo + "\x00" + f.Fingerprint))
	return hex.EncodeToString(sum[:])
}

// clone is a repository that was checked.
type clone struct {
	name, commit, by      string
	units, unknown, found int
}

// gather checks every repository.
func gather(t *testing.T) (all []*finding, clones []clone) {
	t.Helper()
	program, err := filepath.Abs(*binary)
	if err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir(*repos)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !e.IsDir() {
			continue
		}
		dir := filepath.Join(*repos, e.Name())
		doc, args := checked(t, program, dir)
		for _, f := range doc.Findings {
			f.repo = e.Name()
			all = append(all, f)
		}
		commit, err := exec.Command("git", "-C", dir, "rev-parse", "HEAD").Output()
		if err != nil {
			t.Fatalf("%s: %v", dir, err)
		}
		clones = append(clones, clone{e.Name(), strings.TrimSpace(string(commit)), strings.Join(args, " "), doc.Units, doc.Unknown, len(doc.Findings)})
	}
	return all, clones
}

type document struct {
	Units    int        `json:"units"`
	Unknown  int        `json:"modules_unknown"`
	Findings []*finding `json:"findings"`
}

// checked gives what check says of a repository; of one with several roots, all
// that is in it.
func checked(t *testing.T, program, dir string) (doc document, args []string) {
	t.Helper()
	for _, args := range [][]string{{"check", "--json"}, {"check", "--json", "--estate", "."}} {
		c := exec.Command(program, args...)
		var errs bytes.Buffer
		c.Dir, c.Stderr = dir, &errs
		start := time.Now()
		out, err := c.Output()
		if len(out) == 0 {
			t.Logf("%s: %v: %s", filepath.Base(dir), err, errs.String())
			continue
		}
		if err := json.Unmarshal(out, &doc); err != nil {
			t.Fatalf("%s: %v", dir, err)
		}
		t.Logf("%s: %d units, %d findings, %s (%.1f CPU s)", filepath.Base(dir), doc.Units, len(doc.Findings), time.Since(start).Round(time.Second/10),
			(c.ProcessState.UserTime() + c.ProcessState.SystemTime()).Seconds())
		return doc, args
	}
	t.Fatalf("%s: nothing was said", dir)
	return doc, nil
}

// sample draws findings of one rule: by lot within each repository, and from
// one repository after the other, so that a large one does not stand for all.
func sample(found []*finding) (out []*finding) {
	by := map[string][]*finding{}
	var names []string
	for _, f := range found {
		if by[f.repo] == nil {
			names = append(names, f.repo)
		}
		by[f.repo] = append(by[f.repo], f)
	}
	slices.SortFunc(names, func(a, b string) int { return cmp.Compare((&finding{repo: a}).lot(), (&finding{repo: b}).lot()) })
	for _, fs := range by {
		slices.SortFunc(fs, func(a, b *finding) int { return cmp.Compare(a.lot(), b.lot()) })
	}
	for i := 0; len(out) < min(most, len(found)); i++ {
		for _, name := range names {
			if i < len(by[name]) && len(out) < most {
				out = append(out, by[name][i])
			}
		}
	}
	return out
}
