// Package inuse tells what of a provider's schemas a module uses, so that the
// rest need not be sent to Terraform: it pays for each type in the schema with
// every run, and for each block of a type with every value of it.
package inuse

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire"
)

// Folders gives the folder of a module, and those of all modules that it calls,
// as init has written them down.
func Folders(dir string) []string {
	out := []string{dir}
	b, err := os.ReadFile(filepath.Join(dir, ".terraform", "modules", "modules.json"))
	if err != nil {
		return out
	}
	var m struct{ Modules []struct{ Dir string } }
	if json.Unmarshal(b, &m) != nil {
		return out
	}
	seen := map[string]bool{filepath.Clean(dir): true}
	for _, x := range m.Modules {
		if !filepath.IsAbs(x.Dir) {
			x.Dir = filepath.Join(dir, x.Dir)
		}
		if x.Dir = filepath.Clean(x.Dir); !seen[x.Dir] {
			seen[x.Dir] = true
			out = append(out, x.Dir)
		}
	}
	return out
}

// Source is a module's configuration, file by file.
type Source struct{ files map[string][]byte }

// endings are those of files that Terraform and OpenTofu read.
var endings = []string{".tf", ".tf.json", ".tofu", ".tofu.json"}

// Read reads the configuration in the folders; what cannot be read is left out,
// and Terraform will say so.
func Read(folders []string) *Source {
	s := &Source{files: map[string][]byte{}}
	for _, d := range folders {
		entries, _ := os.ReadDir(d)
		for _, e := range entries {
			if !configuration(e.Name()) {
				continue
			}
			path := filepath.Join(d, e.Name())
			if b, err := os.ReadFile(path); err == nil {
				s.files[path] = b
			}
		}
	}
	return s
}

func configuration(name string) bool {
	for _, end := range endings {
		if strings.HasSuffix(name, end) {
			return true
		}
	}
	return false
}

var word = regexp.MustCompile(`\baws_[a-z0-9_]+\b`)

// Words gives every word of a text that looks like a type of the provider.
func Words(text []byte) (out []string) {
	for _, w := range word.FindAll(text, -1) {
		out = append(out, string(w))
	}
	return out
}

// Types names every word that looks like a type of the provider.
func (s *Source) Types() map[string]bool {
	out := map[string]bool{}
	for _, b := range s.files {
		for _, w := range Words(b) {
			out[w] = true
		}
	}
	return out
}

var call = regexp.MustCompile(`(?m)^[\s{]*"?module"?[\s:{]`)

// Calls tells whether the configuration seems to call modules.
func (s *Source) Calls() bool {
	for _, b := range s.files {
		if call.Match(b) {
			return true
		}
	}
	return false
}

// Standing adds the blocks that an object has, out of its attributes in JSON.
func Standing(u *tfwire.Uses, attrs []byte) {
	var v map[string]any
	if json.Unmarshal(attrs, &v) == nil {
		stand(u, v)
	}
}

func stand(u *tfwire.Uses, v map[string]any) {
	for name, x := range v {
		switch x := x.(type) {
		case map[string]any:
			stand(u.At(name), x)
		case []any:
			for _, e := range x {
				if m, ok := e.(map[string]any); ok {
					stand(u.At(name), m)
				}
			}
		}
	}
}
