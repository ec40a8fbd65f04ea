package locate

import (
	"archive/zip"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// Unpack unpacks a provider from a packed mirror into the cache and gives the
// program there; one that was unpacked before is taken as it is.
func Unpack(o Options, packed Found) (Found, error) {
	home := filepath.Join(ProviderCache(o.Cache), hosts[0], "hashicorp", "aws", packed.Version)
	dir := filepath.Join(home, o.OS+"_"+o.Arch)
	if path, _ := program(dir); path != "" {
		return Found{Path: path, Version: packed.Version, From: packed.From}, nil
	}
	if err := os.MkdirAll(home, 0o755); err != nil {
		return Found{}, err
	}
	part, err := os.MkdirTemp(home, ".unpack-*")
	if err != nil {
		return Found{}, err
	}
	defer os.RemoveAll(part)
	if err := unzipProgram(packed.Path, part); err != nil {
		return Found{}, fmt.Errorf("unpacking %s: %w", packed.Path, err)
	}
	return keep(o, part, dir, packed)
}

// keep gives a folder with the provider its name. Where another Terrace was
// faster, its folder stays.
func keep(o Options, part, dir string, as Found) (Found, error) {
	if err := os.Chmod(part, 0o755); err != nil {
		return Found{}, err
	}
	renameErr := os.Rename(part, dir)
	path, _ := program(dir)
	switch {
	case path == "" && renameErr != nil:
		return Found{}, renameErr
	case path == "":
		return Found{}, fmt.Errorf("%s holds no program of the provider for %s_%s", as.Path, o.OS, o.Arch)
	}
	return Found{Path: path, Version: as.Version, From: as.From}, nil
}

// unzipProgram takes the program out of an archive; by its own name, so that no
// entry can lead out of the folder.
func unzipProgram(archive, dir string) error {
	z, err := zip.OpenReader(archive)
	if err != nil {
		return err
	}
	defer z.Close()
	for _, f := range z.File {
		if programName.MatchString(f.Name) {
			return unzip(f, filepath.Join(dir, f.Name))
		}
	}
	return fmt.Errorf("no terraform-provider-aws in it")
}

func unzip(f *zip.File, to string) error {
	r, err := f.Open()
	if err != nil {
		return err
	}
	defer r.Close()
	return write(r, to)
}

// write writes a program and makes sure that it stands on the disk.
func write(r io.Reader, to string) error {
	w, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o755)
	if err != nil {
		return err
	}
	defer w.Close()
	if _, err := io.Copy(w, r); err != nil {
		return err
	}
	if err := w.Sync(); err != nil {
		return err
	}
	return w.Close()
}

// Adopt copies a provider that `init` has brought into the cache.
func Adopt(o Options, f Found) (Found, error) {
	home := filepath.Join(ProviderCache(o.Cache), hosts[0], "hashicorp", "aws", f.Version)
	if err := os.MkdirAll(home, 0o755); err != nil {
		return Found{}, err
	}
	part, err := os.MkdirTemp(home, ".adopt-*")
	if err != nil {
		return Found{}, err
	}
	defer os.RemoveAll(part)
	r, err := os.Open(f.Path)
	if err != nil {
		return Found{}, err
	}
	defer r.Close()
	if err := write(r, filepath.Join(part, filepath.Base(f.Path))); err != nil {
		return Found{}, err
	}
	return keep(o, part, filepath.Join(home, o.OS+"_"+o.Arch), f)
}
