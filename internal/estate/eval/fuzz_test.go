package eval

import (
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/terrace-cloud/terrace/internal/estate/oracle"
)

// FuzzConfig evaluates any text as a unit, with a file that it may include or
// read beside it: whatever it says, there are findings and no panic.
func FuzzConfig(f *testing.F) {
	err := filepath.WalkDir("testdata/estates", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.Contains(d.Name(), ".hcl") {
			return err
		}
		b, err := os.ReadFile(p)
		f.Add(string(b), strings.HasSuffix(p, ".json"))
		return err
	})
	if err != nil {
		f.Fatal(err)
	}
	for _, s := range []string{"inputs = null", "inputs = 5", "locals { a = local }", "include \"a\" { path = null }", "dependency \"x\" { config_path = {} }",
		"inputs = { (5) = 1, (null) = 2 }", "exclude { if = \"maybe\" }", "generate = 5", "remote_state = []", "inputs = sensitive({ a = 1 })",
		"terraform { source = sensitive(\"x\") }", "locals { a = merge(sensitive({ b = 1 }), {}) }", "inputs = read_terragrunt_config(\"beside.hcl\")",
		"dependency \"x\" { skip_outputs = dependency }",
		"locals { l = [\"a\", \"b\"] }\ninputs = { a = [for i, x in local.l : \"${x}${i}\"], b = { for x in toset(local.l) : x => [for y in local.l : \"${x}-${y}\"] } }",
		"inputs = { a = [for local in { a = { b = null }, c = sensitive({ b = 1 }) } : local.b], b = { for k, v in { a = 1 } : \"${k}\" => (k), } }"} {
		f.Add(s, false)
	}
	dir := f.TempDir()
	beside := "locals {\n  a = get_original_terragrunt_dir()\n}\ninputs = { a = sensitive([1]), b = toset([\"x\"]) }\n"
	if err := os.WriteFile(filepath.Join(dir, "beside.hcl"), []byte(beside), 0o644); err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string, json bool) {
		if strings.Contains(text, "fileset") || strings.Contains(text, "glob") {
			t.Skip("it may walk the whole machine")
		}
		path := filepath.Join(dir, unitFile)
		if json {
			path = filepath.Join(dir, unitJSON)
		}
		e := New(Options{Env: oracle.Env})
		e.doubt = doubting(t)
		parsed := &file{path: path, name: path, exists: true, parsed: &parsed{name: path, body: &body{}}}
		parsed.load([]byte(text), unitShape)
		e.files.Store(path, func() *file { return parsed })
		c := e.Config(path)
		for name, in := range c.Inputs {
			in.Place("a", "b")
			if in.Value.ContainsMarked() {
				t.Errorf("input %s is marked", name)
			}
		}
		c.Object()
		outline := New(Options{Env: oracle.Env, Outline: true})
		outline.files.Store(path, func() *file { return parsed })
		if o := outline.Config(path); !reflect.DeepEqual(o.Findings, c.Findings) || !slices.Equal(o.Reads, c.Reads) {
			t.Errorf("the outline finds %v in %v, the whole %v in %v", o.Findings, o.Reads, c.Findings, c.Reads)
		}
	})
}
