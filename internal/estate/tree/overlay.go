package tree

import (
	"errors"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
)

// Overlay is a tree with folders and files that are not there: a folder shows
// what is in another one, a file has the text that it would get. It is filled
// first and read afterwards.
type Overlay struct {
	under  FS
	shows  map[string]string            // folder -> the folder whose content it shows
	texts  map[string]text              // file -> its text
	holds  map[string]map[string]*entry // folder -> what is added to it
	hidden map[string]bool              // folders whose own content is not shown
}

type text struct {
	content []byte
	origin  string // file that it is made from
}

// NewOverlay makes an overlay with nothing laid over the tree.
func NewOverlay(under FS) *Overlay {
	if under == nil {
		under = Disk
	}
	return &Overlay{under: under, shows: map[string]string{}, texts: map[string]text{},
		holds: map[string]map[string]*entry{}, hidden: map[string]bool{}}
}

// Show makes a folder show what is in another one.
func (o *Overlay) Show(dir, from string) {
	o.shows[dir] = from
	o.hold(dir, fs.ModeDir|0o755)
}

// Hide takes away what really is in a folder.
func (o *Overlay) Hide(dir string) {
	o.hidden[dir] = true
}

// Write puts a file into the overlay; origin is the file that its text is made
// from.
func (o *Overlay) Write(path string, content []byte, origin string) {
	o.texts[path] = text{content, origin}
	o.hold(path, 0o644)
}

// hold makes a path show up in its folder, and that in the one above it.
func (o *Overlay) hold(path string, mode fs.FileMode) {
	dir, name := filepath.Dir(path), filepath.Base(path)
	if dir == path || o.holds[dir][name] != nil {
		return
	}
	if o.holds[dir] == nil {
		o.holds[dir] = map[string]*entry{}
	}
	o.holds[dir][name] = &entry{name: name, mode: mode}
	o.hold(dir, fs.ModeDir|0o755)
}

// Origin gives the path of the real file behind a path.
func (o *Overlay) Origin(path string) string {
	if t, ok := o.texts[path]; ok {
		return t.origin
	}
	for range 100 { // a shown folder may lie in a shown folder
		to := o.shown(path)
		if to == path {
			break
		}
		path = to
	}
	return path
}

func (o *Overlay) shown(path string) string {
	for dir := path; ; dir = filepath.Dir(dir) {
		if from, ok := o.shows[dir]; ok {
			return filepath.Join(from, strings.TrimPrefix(path, dir))
		}
		if dir == filepath.Dir(dir) {
			return path
		}
	}
}

// covered tells whether a path lies in a folder whose own content is hidden.
func (o *Overlay) covered(path string) bool {
	for dir := path; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if o.hidden[dir] {
			return true
		}
		if _, ok := o.shows[dir]; ok {
			return false
		}
	}
	return false
}

// ReadFile gives the content of a file.
func (o *Overlay) ReadFile(path string) ([]byte, error) {
	if t, ok := o.texts[path]; ok {
		return t.content, nil
	}
	if o.covered(path) {
		return nil, &fs.PathError{Op: "open", Path: path, Err: fs.ErrNotExist}
	}
	return o.under.ReadFile(o.Origin(path))
}

// ReadDir lists a folder with what is laid over it.
func (o *Overlay) ReadDir(path string) ([]fs.DirEntry, error) {
	added := o.holds[path]
	var out []fs.DirEntry
	var err error
	if !o.covered(path) {
		out, err = o.under.ReadDir(o.Origin(path))
	} else if added == nil && !o.hidden[path] {
		err = &fs.PathError{Op: "open", Path: path, Err: fs.ErrNotExist}
	}
	if added == nil {
		return out, err
	}
	all := slices.DeleteFunc(slices.Clone(out), func(e fs.DirEntry) bool { return added[e.Name()] != nil })
	for _, e := range added {
		all = append(all, e)
	}
	slices.SortFunc(all, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return all, nil
}

// Stat tells what a path leads to.
func (o *Overlay) Stat(path string) (fs.FileInfo, error) {
	if e := o.holds[filepath.Dir(path)][filepath.Base(path)]; e != nil {
		return e, nil
	}
	if o.covered(path) {
		return nil, &fs.PathError{Op: "stat", Path: path, Err: fs.ErrNotExist}
	}
	if _, ok := o.texts[filepath.Dir(path)]; ok {
		return nil, &fs.PathError{Op: "stat", Path: path, Err: syscall.ENOTDIR}
	}
	return o.under.Stat(o.Origin(path))
}

// Digest gives the digest of a file where the tree beneath knows it.
func (o *Overlay) Digest(path string) (string, error) {
	if _, ok := o.texts[path]; !ok && !o.covered(path) {
		if d, ok := o.under.(digester); ok {
			return d.Digest(o.Origin(path))
		}
	}
	return "", errors.ErrUnsupported
}
