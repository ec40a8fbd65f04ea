package affected

import (
	"path/filepath"
	"slices"
	"strings"

	"github.com/terrace-cloud/terrace/internal/git"
)

// differing answers what differs at a path. A path that goes through links
// depends on the links and on what they lead to; one below a submodule on the
// commit of the submodule.
type differing struct {
	top     string
	at      map[string]*git.Change // by absolute path
	folders []*git.Change          // submodules, and repositories inside that git does not follow
	links   map[string]string      // absolute path of each link -> absolute path that it leads to
}

func newDiffering(top string, changes []git.Change, links map[string]string) *differing {
	d := &differing{top: top, at: make(map[string]*git.Change, len(changes)), links: map[string]string{}}
	for i := range changes {
		c := &changes[i]
		if c.Submodule || strings.HasSuffix(c.Path, "/") {
			d.folders = append(d.folders, c)
		}
		d.at[d.abs(strings.TrimSuffix(c.Path, "/"))] = c
	}
	for from, to := range links {
		at := d.abs(from)
		if !filepath.IsAbs(to) {
			to = filepath.Join(filepath.Dir(at), to)
		}
		d.links[at] = filepath.Clean(to)
	}
	return d
}

func (d *differing) abs(p string) string { return filepath.Join(d.top, filepath.FromSlash(p)) }

// rel gives a path from the top of the repository, with slashes; what lies
// outside stays absolute.
func (d *differing) rel(p string) string {
	r, err := filepath.Rel(d.top, p)
	if err != nil || r == ".." || strings.HasPrefix(r, ".."+string(filepath.Separator)) {
		return p
	}
	return filepath.ToSlash(r)
}

// changes gives what differs about a path: nearly always nothing.
func (d *differing) changes(p string) (out []*git.Change) {
	for range 40 { // as many links as Linux follows
		if c := d.at[p]; c != nil {
			out = append(out, c)
		}
		for _, c := range d.folders {
			if strings.HasPrefix(p, d.abs(c.Path)+string(filepath.Separator)) {
				out = append(out, c)
			}
		}
		next, link := d.follow(p)
		if next == "" {
			return out
		}
		if c := d.at[link]; c != nil && link != p {
			out = append(out, c)
		}
		p = next
	}
	return out
}

// follow replaces the first link in a path; "" when there is none.
func (d *differing) follow(p string) (next, link string) {
	if len(d.links) == 0 || !strings.HasPrefix(p, d.top) {
		return "", ""
	}
	for end := len(d.top); end < len(p); {
		i := strings.IndexByte(p[end+1:], filepath.Separator)
		part := p
		if i >= 0 {
			part = p[:end+1+i]
		}
		if to, ok := d.links[part]; ok {
			return filepath.Join(to, p[len(part):]), part
		}
		end = len(part)
	}
	return "", ""
}

// names gives a path and the others by which links lead to it.
func (d *differing) names(p string) []string {
	out := []string{p}
	for i := 0; i < len(out) && len(out) < 40; i++ {
		for from, to := range d.links {
			if rest, ok := strings.CutPrefix(out[i], to); ok && (rest == "" || rest[0] == filepath.Separator) && !slices.Contains(out, from+rest) {
				out = append(out, from+rest)
			}
		}
	}
	return out
}
