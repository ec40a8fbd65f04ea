package locate

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// hosts are the registries under whose names the provider is kept. Both hand
// out the same program.
var hosts = []string{"registry.terraform.io", "registry.opentofu.org"}

// place is a folder that holds providers by their address, and how people call it.
type place struct {
	dir, from string
	cache     bool // holds what happened to be used, and need not hold the rest
}

// scanAll scans the places one after the other.
func scanAll(o Options, places []place) []Found {
	var all []Found
	for _, p := range places {
		all = append(all, scan(o, p)...)
	}
	return all
}

// scan looks for the provider in both layouts of a filesystem mirror: unpacked,
// HOST/hashicorp/aws/VERSION/OS_ARCH/PROGRAM, and packed,
// HOST/hashicorp/aws/terraform-provider-aws_VERSION_OS_ARCH.zip.
// Source: https://developer.hashicorp.com/terraform/cli/config/config-file#filesystem_mirror
func scan(o Options, p place) []Found {
	var all []Found
	platform := o.OS + "_" + o.Arch
	for _, host := range hosts {
		base := filepath.Join(p.dir, host, "hashicorp", "aws")
		entries, _ := os.ReadDir(base)
		for _, e := range entries {
			if v, ok := strings.CutPrefix(e.Name(), "terraform-provider-aws_"); ok {
				if v, ok = strings.CutSuffix(v, "_"+platform+".zip"); ok {
					all = append(all, Found{Path: filepath.Join(base, e.Name()), Version: v, From: p.from, Packed: true})
				}
				continue
			}
			if path, _ := program(filepath.Join(base, e.Name(), platform)); path != "" {
				all = append(all, Found{Path: path, Version: e.Name(), From: p.from})
			}
		}
	}
	return all
}

var programName = regexp.MustCompile(`^terraform-provider-aws(?:_v(\d+\.\d+\.\d+[0-9A-Za-z.+-]*?)(?:_x\d+)?)?$`)

// program gives the provider's program in a folder, and the version in its name.
func program(dir string) (path, version string) {
	entries, _ := os.ReadDir(dir)
	slices.Reverse(entries) // of two, the later name is the newer version
	for _, e := range entries {
		path := filepath.Join(dir, e.Name())
		if m := programName.FindStringSubmatch(e.Name()); m != nil && IsProgram(path) {
			return path, m[1]
		}
	}
	return "", ""
}

// IsProgram tells whether path is a file that may be run.
func IsProgram(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular() && info.Mode()&0o111 != 0
}

// Named gives the providers at a path that somebody named: the program itself,
// the folder that holds it, or a folder that holds providers by their address.
func Named(o Options, path string) []Found {
	info, err := os.Stat(path)
	if err != nil {
		return nil
	}
	if info.IsDir() {
		if p, v := program(path); p != "" {
			return []Found{{Path: p, Version: or(v, versionAbove(path))}}
		}
		return newestFirst(scan(o, place{dir: path}))
	}
	if !IsProgram(path) {
		return nil
	}
	v := versionAbove(filepath.Dir(path))
	if m := programName.FindStringSubmatch(filepath.Base(path)); m != nil && m[1] != "" {
		v = m[1]
	}
	return []Found{{Path: path, Version: v}}
}

var versionFolder = regexp.MustCompile(`^\d+\.\d+\.\d+`)

// versionAbove gives the version in VERSION/OS_ARCH.
func versionAbove(dir string) string {
	if v := filepath.Base(filepath.Dir(dir)); versionFolder.MatchString(v) {
		return v
	}
	return ""
}

func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
