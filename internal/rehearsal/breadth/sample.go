package breadth

import (
	"crypto/sha256"
	"io/fs"
	"regexp"
	"sort"
	"strings"
)

// Sample gives n of the names, always the same, spread over all services: those
// with the smallest hashes.
func Sample(names []string, n int) []string {
	out := append([]string(nil), names...)
	hash := func(s string) string { h := sha256.Sum256([]byte(s)); return string(h[:]) }
	sort.Slice(out, func(i, j int) bool { return hash(out[i]) < hash(out[j]) })
	if len(out) > n {
		out = out[:n]
	}
	sort.Strings(out)
	return out
}

var declared = regexp.MustCompile(`(?m)^\s*(resource|data|ephemeral)\s+"(aws_[a-z0-9_]+)"`)

// Declared gives the types that the Terraform files below a folder declare, by
// "resource", "data" and "ephemeral", sorted.
func Declared(root fs.FS) (map[string][]string, error) {
	seen := map[string]map[string]bool{}
	err := fs.WalkDir(root, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".tf") {
			return err
		}
		raw, err := fs.ReadFile(root, path)
		if err != nil {
			return err
		}
		for _, m := range declared.FindAllStringSubmatch(string(raw), -1) {
			if seen[m[1]] == nil {
				seen[m[1]] = map[string]bool{}
			}
			seen[m[1]][m[2]] = true
		}
		return nil
	})
	out := map[string][]string{}
	for kind, names := range seen {
		for n := range names {
			out[kind] = append(out[kind], n)
		}
		sort.Strings(out[kind])
	}
	return out, err
}
