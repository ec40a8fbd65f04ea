package docs

import (
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var (
	fence   = regexp.MustCompile("(?ms)^ *```.*?^ *```$")
	link    = regexp.MustCompile(`\]\(([^)\s]+)\)`)
	quoted  = regexp.MustCompile("`([^`\n]+)`")
	heading = regexp.MustCompile(`(?m)^#+ +(.*)$`)

	// A word in quotes is a path when it starts like one: from the top of the
	// repository, or a unit or local module of the estate.
	fromTop = regexp.MustCompile(`^(infrastructure|docs|internal|test|tools|cmd|\.github|\.ci)/[^ ]+$`)
	ofUnit  = regexp.MustCompile(`^(global/)?(cdn|compute|cost|dns|dr|monitoring|network|security|storage)/[a-z0-9-]+$`)
	ofLocal = regexp.MustCompile(`^modules/[a-z0-9-]+$`)

	// What the steps of how-to make is not there.
	example = regexp.MustCompile(`/s3-exports\b|/qa\b|\bbatch`)

	// Words that stand for any folder.
	anyFolder = regexp.MustCompile(`\b(ENV|REGION|LAYER|UNIT|NAME)\b`)
)

// What the pages name and link to is there.
func TestPathsExist(t *testing.T) {
	t.Parallel()
	for _, page := range pages(t) {
		text := fence.ReplaceAllString(read(t, page), "")
		for _, m := range link.FindAllStringSubmatch(text, -1) {
			if !strings.Contains(m[1], ":") && !linked(t, page, m[1]) {
				t.Errorf("%s links to %s, which is not there", page, m[1])
			}
		}
		for _, m := range quoted.FindAllStringSubmatch(text, -1) {
			if pattern := pathOf(m[1]); pattern != "" && !exists(pattern) {
				t.Errorf("%s names %s, which is not there", page, m[1])
			}
		}
	}
}

// pathOf gives the pattern of the files that a word names, seen from here; ""
// for a word that is no path.
func pathOf(word string) string {
	switch {
	case example.MatchString(word):
	case fromTop.MatchString(word):
		return "../" + anyFolder.ReplaceAllString(strings.TrimSuffix(word, "/"), "*")
	case ofLocal.MatchString(word):
		return root + "/" + word
	case ofUnit.MatchString(word):
		if rest, ok := strings.CutPrefix(word, "global/"); ok {
			return root + "/_envcommon/global/" + rest + ".hcl"
		}
		return root + "/_envcommon/*/" + word + ".hcl"
	}
	return ""
}

func exists(pattern string) bool {
	found, err := filepath.Glob(pattern)
	return err == nil && len(found) > 0
}

// linked tells whether the target of a link is there, its heading included.
func linked(t *testing.T, page, target string) bool {
	file, anchor, _ := strings.Cut(target, "#")
	to := page
	if file != "" {
		to = path.Join(path.Dir(page), file)
	}
	st, err := os.Stat(to)
	if err != nil || anchor == "" || st.IsDir() {
		return err == nil
	}
	for _, m := range heading.FindAllStringSubmatch(read(t, to), -1) {
		if slug(m[1]) == anchor {
			return true
		}
	}
	return false
}

var notInSlug = regexp.MustCompile(`[^a-z0-9 _-]`)

// slug is what GitHub makes of a heading.
func slug(heading string) string {
	return strings.ReplaceAll(notInSlug.ReplaceAllString(strings.ToLower(heading), ""), " ", "-")
}

// Each layer has a page that says of each of its units what it is for.
func TestLayersAreTold(t *testing.T) {
	t.Parallel()
	p := load(t)
	for _, u := range p.units {
		page := "layers/" + u.Layer + ".md"
		if _, err := os.Stat(page); err != nil {
			t.Errorf("the layer %s has no page", u.Layer)
			continue
		}
		if told := made.ReplaceAllString(read(t, page), ""); !strings.Contains(told, "`"+u.short()+"`") && !strings.Contains(told, "`global/"+u.short()+"`") {
			t.Errorf("%s does not tell of %s", page, u.short())
		}
	}
}
