package module

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/terrace-cloud/terrace/internal/diag"
)

// fillMark stands in a download folder that Terrace filled, and says with what.
const fillMark = ".terrace-fill"

// filled is the content of the mark.
type filled struct {
	Hash  string   // content hash of the module
	Files []string // what was laid down, to be taken away before the next module
}

// aside are folders at the top of a module that Terraform never reads unless
// a source names them (https://developer.hashicorp.com/terraform/language/modules/develop/structure);
// they are most of a module's files.
var aside = map[string]bool{"examples": true, "test": true, "tests": true, ".github": true}

// Fill lays the module where Terragrunt looks for what it has downloaded, so
// that it downloads nothing, and gives the folder in which Terraform will run.
// source is the unit's source as evaluated; unitDir is the unit's folder, as
// Terragrunt is given it. For a local source nothing is laid down: Terragrunt
// copies that itself on every run. A folder that is filled already with the
// same module is left alone; state and Terraform's own folder are always kept.
//
// The folder's names hold for Terragrunt 1.0 and 1.1 with its download folder
// where it is by default. --source-update would remove the fill.
func Fill(ctx context.Context, unitDir, source string, r Resolved) (workDir string, err error) {
	p, err := placeOf(unitDir, source)
	if err != nil {
		return "", err
	}
	if r.Level == Local {
		return p.work, nil
	}
	if r.Hash == "" {
		if r.Hash, err = HashDir(r.Root); err != nil {
			return "", err
		}
	}
	old := readMark(p.download)
	if old.Hash == r.Hash && sameVersion(p) {
		return p.work, nil
	}
	if err := lay(ctx, p, r, old); err != nil {
		if ctx.Err() != nil {
			return "", ctx.Err()
		}
		return "", &diag.Finding{
			Severity: diag.Error,
			Summary:  fmt.Sprintf("Module %q cannot be laid into Terragrunt's cache", source),
			Detail:   err.Error() + ".",
			Fix:      "Free disk space, or make the folder writable.",
			Where:    diag.Pos{File: p.download},
		}
	}
	return p.work, nil
}

// WorkDir gives the folder in which Terraform will run for a unit; see [Fill].
func WorkDir(unitDir, source string) (string, error) {
	p, err := placeOf(unitDir, source)
	return p.work, err
}

// Downloaded gives the folder to which Terragrunt itself has downloaded a unit's
// module; false when it has not, or when Terrace filled the folder.
func Downloaded(unitDir, source string) (root string, ok bool) {
	p, err := placeOf(unitDir, source)
	if err != nil {
		return "", false
	}
	if _, err := os.Stat(filepath.Join(p.download, fillMark)); err == nil {
		return "", false
	}
	fi, err := os.Stat(p.download)
	return p.download, err == nil && fi.IsDir() && sameVersion(p)
}

func sameVersion(p place) bool {
	b, err := os.ReadFile(filepath.Join(p.download, versionFile))
	return err == nil && string(b) == p.version
}

// lay copies the module. The mark and the version go first and come last, so
// that an interrupted copy is no module, neither to Terragrunt nor to us.
// Files are copied, not linked: Terragrunt generates files beside them, and
// provisioners are cut out of them.
func lay(ctx context.Context, p place, r Resolved, old filled) error {
	again := len(old.Files) > 0
	for _, name := range append([]string{versionFile, fillMark}, old.Files...) {
		if !filepath.IsLocal(name) {
			continue
		}
		if err := os.Remove(filepath.Join(p.download, name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	files, err := moduleFiles(r.Root)
	if err != nil {
		return err
	}
	now := filled{Hash: r.Hash}
	made := map[string]bool{}
	subTop, _, _ := strings.Cut(r.Sub, "/")
	for _, name := range files {
		if err := ctx.Err(); err != nil {
			return err
		}
		if top, _, nested := strings.Cut(filepath.ToSlash(name), "/"); nested && aside[top] && top != subTop {
			continue
		}
		dst := filepath.Join(p.download, name)
		if dir := filepath.Dir(dst); !made[dir] {
			if err := os.MkdirAll(dir, 0o755); err != nil {
				return err
			}
			made[dir] = true
		}
		if err := copyFile(filepath.Join(r.Root, name), dst); err != nil {
			return err
		}
		now.Files = append(now.Files, name)
	}
	if again {
		// Module calls may have changed: Terragrunt runs init when it sees this.
		if err := os.WriteFile(filepath.Join(p.work, initRequired), nil, 0o644); err != nil {
			return err
		}
	}
	if err := os.WriteFile(filepath.Join(p.download, versionFile), []byte(p.version), 0o644); err != nil {
		return err
	}
	return writeMark(p.download, now)
}

func readMark(dir string) filled {
	var f filled
	if b, err := os.ReadFile(filepath.Join(dir, fillMark)); err == nil && json.Unmarshal(b, &f) != nil {
		return filled{}
	}
	return f
}

func writeMark(dir string, f filled) error {
	b, err := json.Marshal(f)
	if err != nil {
		return err
	}
	tmp := filepath.Join(dir, fillMark+".new")
	if err := os.WriteFile(tmp, b, 0o644); err != nil {
		return err
	}
	return os.Rename(tmp, filepath.Join(dir, fillMark))
}

// copyFile copies a file or a link; what stands at dst makes way. The copy can
// always be written, also where the source cannot.
func copyFile(src, dst string) error {
	fi, err := os.Lstat(src)
	if err != nil {
		return err
	}
	if fi.Mode()&fs.ModeSymlink != 0 {
		to, err := os.Readlink(src)
		if err != nil {
			return err
		}
		if err := os.Remove(dst); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		return os.Symlink(to, dst)
	}
	r, err := os.Open(src)
	if err != nil {
		return err
	}
	defer r.Close()
	perm := fi.Mode().Perm() | 0o600
	w, err := os.OpenFile(dst, os.O_CREATE|os.O_WRONLY|os.O_EXCL, perm)
	if errors.Is(err, fs.ErrExist) {
		if err := os.RemoveAll(dst); err != nil {
			return err
		}
		w, err = os.OpenFile(dst, os.O_CREATE|os.O_WRONLY|os.O_EXCL, perm)
	}
	if err != nil {
		return err
	}
	_, err = io.Copy(w, r)
	return errors.Join(err, w.Close())
}
