// Package docs holds the documentation to what it is about: tables and pictures
// are made from the estate, paths that are named exist.
package docs

import (
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the made parts of the pages anew")

// A made part stands between two comments; the first says what it is.
var made = regexp.MustCompile(`(?s)<!-- made: ([^\n]*?) -->\n.*?<!-- /made -->`)

// makers make the parts, by the first word of what the comment says; the other
// words are theirs.
var makers = map[string]func(*platform, []string) (string, error){
	"alerts":    alerts,
	"costs":     costs,
	"functions": functions,
	"crossing":  crossing,
	"layer":     layer,
	"region":    region,
	"settings":  settings,
	"standing":  standing,
	"totals":    totals,
	"units":     units,
	"waves":     waves,
}

// Tables and pictures say what the estate is today.
func TestMadePartsAreCurrent(t *testing.T) {
	t.Parallel()
	p := load(t)
	for _, page := range pages(t) {
		t.Run(page, func(t *testing.T) {
			text := read(t, page)
			got := made.ReplaceAllStringFunc(text, func(part string) string {
				what := made.FindStringSubmatch(part)[1]
				words := strings.Fields(what)
				make, ok := makers[words[0]]
				if !ok {
					t.Fatalf("%s: nobody makes %q", page, what)
				}
				content, err := make(p, words[1:])
				if err != nil {
					t.Fatalf("%s: %s: %v", page, what, err)
				}
				return "<!-- made: " + what + " -->\n" + content + "<!-- /made -->"
			})
			if got == text {
				return
			}
			if !*update {
				t.Fatalf("%s is not what the estate is: go test ./docs -update", page)
			}
			if err := os.WriteFile(page, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		})
	}
}

// pages gives the Markdown files below this folder.
func pages(t *testing.T) (out []string) {
	t.Helper()
	err := filepath.WalkDir(".", func(path string, _ fs.DirEntry, err error) error {
		if strings.HasSuffix(path, ".md") {
			out = append(out, filepath.ToSlash(path))
		}
		return err
	})
	if err != nil || len(out) == 0 {
		t.Fatalf("no pages: %v", err)
	}
	return out
}

func read(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
