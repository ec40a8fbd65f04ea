package scaffold

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"github.com/terrace-cloud/terrace/internal/diag"
	"go.yaml.in/yaml/v3"
)

// Record is what an estate remembers of how it was handed out: without it,
// nobody could tell what people have changed from what a release has.
type Record struct {
	Release string  `yaml:"release"` // version of terrace that it is from
	Answers Answers `yaml:"answers"`
	Base    Tree    `yaml:"-"` // the estate as that release made it of the answers
}

// The files of a record. The base is kept whole: it
// is small, and works without a network and without the old program.
const (
	recordFile = Folder + "/.terrace-init/init.yaml"
	baseFile   = Folder + "/.terrace-init/base.tar.gz"
)

// Files gives a record as files that are committed with the estate.
func (r Record) Files() (Tree, error) {
	var b bytes.Buffer
	b.WriteString("# How this estate was handed out; terrace init --upgrade reads it. The answers may be read, the file is not to be edited.\n")
	e := yaml.NewEncoder(&b)
	e.SetIndent(2)
	if err := errors.Join(e.Encode(r), e.Close()); err != nil {
		return nil, err
	}
	base, err := pack(r.Base)
	return Tree{recordFile: b.Bytes(), baseFile: base}, err
}

// ReadRecord reads the record of the estate in the repository dir.
func ReadRecord(dir string) (Record, error) {
	var r Record
	file := filepath.Join(dir, filepath.FromSlash(recordFile))
	text, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return r, &diag.Finding{Severity: diag.Error, Code: diag.Config, Summary: "this estate was not handed out by terrace init", Where: diag.Pos{File: file},
			Detail: "The file that would say so is not there.", Fix: "Name the folder that terrace init wrote, with its infrastructure/ in it."}
	}
	if err == nil {
		err = yaml.Unmarshal(text, &r)
	}
	if err == nil {
		r.Base, err = unpack(filepath.Join(dir, filepath.FromSlash(baseFile)))
	}
	if err == nil {
		err = r.Answers.Check()
	}
	if err != nil {
		return r, &diag.Finding{Severity: diag.Error, Code: diag.Config, Summary: "the record of terrace init cannot be read", Where: diag.Pos{File: file}, Detail: err.Error(),
			Fix: "Take the folder .terrace-init back from git: git checkout HEAD -- " + path.Dir(recordFile)}
	}
	return r, nil
}

// pack makes an archive that is the same for the same tree.
func pack(t Tree) ([]byte, error) {
	var b bytes.Buffer
	z, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	w := tar.NewWriter(z)
	for _, p := range t.Paths() {
		err = errors.Join(err, w.WriteHeader(&tar.Header{Name: p, Mode: 0o644, Size: int64(len(t[p]))}))
		_, werr := w.Write(t[p])
		err = errors.Join(err, werr)
	}
	err = errors.Join(err, w.Close(), z.Close()) // before the bytes are taken
	return b.Bytes(), err
}

// largest is how large a file of a base may be: an estate has none of a
// megabyte, and a damaged archive shall not fill the memory.
const largest = 16 << 20

func unpack(file string) (Tree, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	t := Tree{}
	for r := tar.NewReader(z); ; {
		h, err := r.Next()
		if errors.Is(err, io.EOF) {
			return t, nil
		}
		if err != nil {
			return nil, err
		}
		if !fs.ValidPath(h.Name) || h.Size > largest {
			return nil, fmt.Errorf("%s does not belong there", h.Name)
		}
		if t[h.Name], err = io.ReadAll(r); err != nil {
			return nil, err
		}
	}
}
