package tree

import (
	"errors"
	"io/fs"
	"path/filepath"
	"sync"
)

// Kind is what a path leads to.
type Kind byte

// The kinds of what a path leads to, links followed.
const (
	None  Kind = iota // nothing
	File              // a regular file
	Dir               // a folder
	Other             // a device, a socket, a link that leads nowhere or in circles
)

// View is an FS that lists each folder and names each content once; it is safe
// for concurrent use. It shows one moment: changes made later are not seen.
type View struct {
	FS
	folders sync.Map // path -> func() *folder
	kinds   sync.Map // path -> Kind, of links and of what lies in folders that cannot be listed
	digests sync.Map // path -> string
}

type folder struct {
	entries []fs.DirEntry
	byName  map[string]fs.DirEntry
	err     error
}

// NewView makes a view of a tree; nil means the disk.
func NewView(of FS) *View {
	if of == nil {
		of = Disk
	}
	return &View{FS: of}
}

func (v *View) folder(path string) *folder {
	if f, ok := v.folders.Load(path); ok {
		return f.(func() *folder)()
	}
	f, _ := v.folders.LoadOrStore(path, sync.OnceValue(func() *folder {
		f := &folder{}
		f.entries, f.err = v.FS.ReadDir(path)
		f.byName = make(map[string]fs.DirEntry, len(f.entries))
		for _, e := range f.entries {
			f.byName[e.Name()] = e
		}
		return f
	}))
	return f.(func() *folder)()
}

// ReadDir lists a folder; the list is shared and must not be changed.
func (v *View) ReadDir(path string) ([]fs.DirEntry, error) {
	f := v.folder(path)
	return f.entries, f.err
}

// Kind tells what an absolute path leads to.
func (v *View) Kind(path string) Kind {
	dir, name := filepath.Split(path)
	if name == "" {
		return v.stat(path)
	}
	f := v.folder(filepath.Clean(dir))
	switch e, ok := f.byName[name]; {
	case errors.Is(f.err, fs.ErrNotExist):
		return None
	case f.err != nil: // it may be passed through all the same
		return v.stat(path)
	case !ok:
		return None
	case e.Type().IsRegular():
		return File
	case e.IsDir():
		return Dir
	}
	return v.stat(path)
}

func (v *View) stat(path string) Kind {
	if k, ok := v.kinds.Load(path); ok {
		return k.(Kind)
	}
	k := Other
	switch st, err := v.FS.Stat(path); {
	case errors.Is(err, fs.ErrNotExist):
		k = None
	case err != nil:
	case st.Mode().IsRegular():
		k = File
	case st.IsDir():
		k = Dir
	}
	v.kinds.Store(path, k)
	return k
}

// IsFile tells whether there is a regular file.
func (v *View) IsFile(path string) bool { return v.Kind(path) == File }

// IsDir tells whether there is a folder.
func (v *View) IsDir(path string) bool { return v.Kind(path) == Dir }

// ReadFile reads a file and remembers its digest.
func (v *View) ReadFile(path string) ([]byte, error) {
	b, err := v.FS.ReadFile(path)
	if err == nil {
		if _, known := v.digests.Load(path); !known {
			v.digests.Store(path, Digest(b))
		}
	}
	return b, err
}

// Origin gives the path of the real file behind a path: the path itself, but
// for an [Overlay].
func (v *View) Origin(path string) string {
	if o, ok := v.FS.(Original); ok {
		return o.Origin(path)
	}
	return path
}

// Digest names the content of a file; "" where it cannot be read.
func (v *View) Digest(path string) string {
	if d, ok := v.digests.Load(path); ok {
		return d.(string)
	}
	if git, ok := v.FS.(digester); ok {
		if d, err := git.Digest(path); err == nil {
			v.digests.Store(path, d)
			return d
		}
	}
	if v.Kind(path) != File {
		return ""
	}
	if _, err := v.ReadFile(path); err != nil {
		return ""
	}
	d, _ := v.digests.Load(path)
	return d.(string)
}
