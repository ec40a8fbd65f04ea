package module

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/bzip2"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
)

// Limits against archives that are made to fill the disk.
const (
	maxFiles    = 50_000
	maxUnpacked = 1 << 30 // bytes
)

// formats tells archives by how they begin.
var formats = []struct {
	magic  []byte
	unpack func(f *os.File, size int64, to *unpacked) error
}{
	{[]byte{0x1f, 0x8b}, func(f *os.File, _ int64, to *unpacked) error {
		z, err := gzip.NewReader(f)
		if err != nil {
			return err
		}
		return untar(z, to)
	}},
	{[]byte("BZh"), func(f *os.File, _ int64, to *unpacked) error { return untar(bzip2.NewReader(f), to) }},
	{[]byte("PK\x03\x04"), unzip},
}

// extract unpacks a tar.gz, tar.bz2 or zip into root. Nothing is ever written
// outside root: os.Root refuses paths and links that leave it.
func extract(f *os.File, size int64, root string) error {
	head := make([]byte, 4)
	n, _ := f.ReadAt(head, 0)
	for _, format := range formats {
		if !bytes.HasPrefix(head[:n], format.magic) {
			continue
		}
		if _, err := f.Seek(0, io.SeekStart); err != nil {
			return err
		}
		if err := os.Mkdir(root, 0o755); err != nil {
			return err
		}
		r, err := os.OpenRoot(root)
		if err != nil {
			return err
		}
		defer r.Close()
		err = format.unpack(f, size, &unpacked{root: r})
		if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, zip.ErrFormat) {
			return errors.New("the archive is cut short or damaged")
		}
		return err
	}
	return errors.New("it is neither a tar.gz, a tar.bz2 nor a zip archive")
}

// unpacked is what has been written so far.
type unpacked struct {
	root  *os.Root
	files int
	bytes int64
}

func untar(r io.Reader, to *unpacked) error {
	t := tar.NewReader(r)
	for {
		h, err := t.Next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		switch h.Typeflag {
		case tar.TypeDir:
			err = to.dir(h.Name)
		case tar.TypeReg:
			err = to.file(h.Name, h.FileInfo().Mode(), t)
		case tar.TypeSymlink:
			err = to.link(h.Name, h.Linkname)
		case tar.TypeXGlobalHeader: // git writes the commit here
		default:
			err = fmt.Errorf("%q is neither a file, a folder nor a link", h.Name)
		}
		if err != nil {
			return err
		}
	}
}

func unzip(f *os.File, size int64, to *unpacked) error {
	z, err := zip.NewReader(f, size)
	if err != nil {
		return err
	}
	for _, e := range z.File {
		if err := to.zipped(e); err != nil {
			return err
		}
	}
	return nil
}

func (u *unpacked) zipped(e *zip.File) error {
	if e.Mode().IsDir() {
		return u.dir(e.Name)
	}
	r, err := e.Open()
	if err != nil {
		return err
	}
	defer r.Close()
	switch {
	case e.Mode().IsRegular():
		return u.file(e.Name, e.Mode(), r)
	case e.Mode()&fs.ModeSymlink != 0:
		to, err := io.ReadAll(io.LimitReader(r, 4096))
		if err != nil {
			return err
		}
		return u.link(e.Name, string(to))
	}
	return fmt.Errorf("%q is neither a file, a folder nor a link", e.Name)
}

// local gives the name as a path below the root, or an error.
func (u *unpacked) local(name string) (string, error) {
	clean := filepath.FromSlash(path.Clean(name))
	if !filepath.IsLocal(clean) {
		return "", fmt.Errorf("%q would be written outside the module", name)
	}
	if u.files++; u.files > maxFiles {
		return "", fmt.Errorf("it holds more than %d files", maxFiles)
	}
	return clean, nil
}

func (u *unpacked) dir(name string) error {
	p, err := u.local(name)
	if err != nil || p == "." {
		return err
	}
	return u.root.MkdirAll(p, 0o755)
}

func (u *unpacked) file(name string, mode fs.FileMode, r io.Reader) error {
	p, err := u.local(name)
	if err != nil {
		return err
	}
	if err := u.root.MkdirAll(filepath.Dir(p), 0o755); err != nil {
		return err
	}
	perm := fs.FileMode(0o644)
	if mode&0o100 != 0 {
		perm = 0o755
	}
	w, err := u.root.OpenFile(p, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, perm)
	if err != nil {
		return err
	}
	n, err := io.Copy(w, io.LimitReader(r, maxUnpacked-u.bytes+1))
	if u.bytes += n; err == nil && u.bytes > maxUnpacked {
		err = fmt.Errorf("it unpacks to more than %d MiB", maxUnpacked>>20)
	}
	return errors.Join(err, w.Close())
}

func (u *unpacked) link(name, to string) error {
	p, err := u.local(name)
	if err != nil {
		return err
	}
	if path.IsAbs(to) || !filepath.IsLocal(filepath.Join(filepath.Dir(p), filepath.FromSlash(to))) {
		return fmt.Errorf("the link %q leads outside the module, to %q", name, to)
	}
	if err := u.root.MkdirAll(filepath.Dir(p), 0o755); err != nil {
		return err
	}
	return u.root.Symlink(filepath.FromSlash(to), p)
}
