package module

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/mod/sumdb/dirhash"
)

// HashDir gives the content hash of a module folder: "h1:" and base64, as Go
// writes it for its own modules (golang.org/x/mod/sumdb/dirhash). A link counts
// by the path that it holds; .git and what Terraform and Terragrunt leave
// behind do not count.
func HashDir(root string) (string, error) {
	files, err := moduleFiles(root)
	if err != nil {
		return "", err
	}
	names := make([]string, len(files))
	for i, f := range files {
		names[i] = filepath.ToSlash(f)
	}
	return dirhash.Hash1(names, func(name string) (io.ReadCloser, error) {
		return content(filepath.Join(root, filepath.FromSlash(name)))
	})
}

// content opens what of a file counts for a hash.
func content(p string) (io.ReadCloser, error) {
	fi, err := os.Lstat(p)
	if err != nil {
		return nil, err
	}
	if fi.Mode()&fs.ModeSymlink == 0 {
		return os.Open(p)
	}
	to, err := os.Readlink(p)
	return io.NopCloser(strings.NewReader("link " + to)), err
}

// HashFiles gives the SHA-256, in hex, of each file right in a folder, by name.
// The same files count as for [HashDir], and the same of them.
func HashFiles(dir string) (map[string]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	out := map[string]string{}
	for _, e := range entries {
		if !e.Type().IsRegular() && e.Type()&fs.ModeSymlink == 0 {
			continue
		}
		r, err := content(filepath.Join(dir, e.Name()))
		if err != nil {
			return nil, err
		}
		sum := sha256.New()
		_, err = io.Copy(sum, r)
		if err = errors.Join(err, r.Close()); err != nil {
			return nil, err
		}
		out[e.Name()] = hex.EncodeToString(sum.Sum(nil))
	}
	return out, nil
}

// leftBehind are folders that are no part of a module.
var leftBehind = map[string]bool{".git": true, ".terraform": true, cacheFolder: true}

// moduleFiles lists the files and links of a module, relative to its top, in
// the order of their names.
func moduleFiles(root string) ([]string, error) {
	var out []string
	err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir():
			if p != root && leftBehind[d.Name()] {
				return filepath.SkipDir
			}
			return nil
		case !d.Type().IsRegular() && d.Type()&fs.ModeSymlink == 0:
			return nil
		case strings.ContainsRune(d.Name(), '\n'):
			return fmt.Errorf("%q: a file name with a line break", p)
		}
		rel, err := filepath.Rel(root, p)
		out = append(out, rel)
		return err
	})
	return out, err
}
