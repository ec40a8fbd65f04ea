package tffunc

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/terrace-cloud/terrace/internal/estate/tree"
	"github.com/zclconf/go-cty/cty"
)

// eval evaluates an expression with all functions; base is where files are.
func eval(t *testing.T, base, expression string) (cty.Value, []string, error) {
	t.Helper()
	x, ds := hclsyntax.ParseExpression([]byte(expression), "test", hcl.InitialPos)
	if ds.HasErrors() {
		t.Fatal(ds)
	}
	var reads []string
	fns := Pure()
	for name, f := range Files(base, listens{tree.NewView(nil), func(p string) { reads = append(reads, filepath.Base(p)) }}) {
		fns[name] = f
	}
	v, ds := x.Value(&hcl.EvalContext{Functions: fns, Variables: map[string]cty.Value{
		"unknown": cty.UnknownVal(cty.String), "dynamic": cty.DynamicVal}})
	if ds.HasErrors() {
		return v, reads, ds
	}
	return v, reads, nil
}

func TestTableIsSortedAndSourced(t *testing.T) {
	t.Parallel()
	sources := []string{"cty", "hcl", "yaml", "cidr", "own", "unknown"}
	var names []string
	for _, e := range Table() {
		names = append(names, e.Name)
		if !slices.Contains(sources, e.Source) {
			t.Errorf("%s comes from %q", e.Name, e.Source)
		}
	}
	if !slices.IsSorted(names) || len(slices.Compact(slices.Clone(names))) != len(names) {
		t.Error("the table is not sorted, or holds a name twice")
	}
}

// TestUnknown carries what is not known through every function of its own.
func TestUnknown(t *testing.T) {
	t.Parallel()
	for _, x := range []string{"uuid()", "timestamp()", "bcrypt(\"x\")", "sha256(unknown)", "cidrsubnet(unknown, 4, 1)", "length(dynamic)",
		"lookup({ a = unknown }, \"a\")", "lookup(dynamic, \"a\", 1)", "coalesce(unknown, \"a\")", "alltrue([unknown == \"a\"])", "sum([1, length(unknown)])",
		"index([unknown], \"a\")", "one([unknown])", "transpose({ a = [unknown] })", "matchkeys([\"a\"], [unknown], [\"b\"])", "templatefile(unknown, {})",
		"file(unknown)", "tostring(dynamic)", "sensitive(unknown)", "replace(unknown, \"a\", \"b\")"} {
		v, _, err := eval(t, "", x)
		v, _ = v.Unmark()
		if err != nil || v.IsWhollyKnown() {
			t.Errorf("%s = %#v, %v; want unknown", x, v, err)
		}
	}
}

func TestErrors(t *testing.T) {
	t.Parallel()
	for x, says := range map[string]string{
		"cidrsubnet(\"10.0.0.0\", 4, 1)":        "no network prefix",
		"cidrsubnet(\"10.0.0.0/16\", 1e20, 1)":  "out of range",
		"cidrsubnets(\"10.0.0.0/16\", 0)":       "at least one bit",
		"cidrsubnets(\"10.0.0.0/30\", 1, 1, 1)": "no room left",
		"cidrhost(\"10.0.0.0/16\", 1.5)":        "whole numbers",
		"base64decode(\"!\")":                   "no base64",
		"one([1, 2])":                           "no or one element",
		"sum([\"a\"])":                          "no number",
		"index([], 1)":                          "not in the list",
		"lookup({}, \"a\")":                     "no element a",
		"tonumber(\"x\")":                       "cannot be made",
		"textencodebase64(\"a\", \"none\")":     "no encoding",
		"uuidv5(\"none\", \"a\")":               "no namespace",
		"pathexpand(\"~other/x\")":              "another user",
		"replace(\"a\", \"/(/\", \"\")":         "missing closing",
		"file(\"none\")":                        "there is no file",
		"file(\".\")":                           "no regular file",
		"file(\"binary\")":                      "no UTF-8 text",
		"templatefile(\"self.tftpl\", {})":      "templatefile",
		"templatefile(\"text\", [])":            "a map or an object",
		"nonsensitive(1)":                       "not sensitive",
		"length(1)":                             "it takes a text",
	} {
		dir := t.TempDir()
		for name, text := range map[string]string{"binary": "\xff\xfe", "self.tftpl": "${templatefile(\"self.tftpl\", {})}", "text": "x"} {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if v, _, err := eval(t, dir, x); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s = %#v, %v; want an error that says %q", x, v, err, says)
		}
	}
}

// TestReads tells of each file that is read, of a template's own too.
func TestReads(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for name, text := range map[string]string{"a.txt": "a", "b.tftpl": "${file(\"a.txt\")}${n}"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for x, want := range map[string][]string{
		"file(\"a.txt\")":                      {"a.txt"},
		"filesha256(\"a.txt\")":                {"a.txt"},
		"fileexists(\"none\")":                 nil,
		"fileset(\".\", \"*\")":                {"a.txt", "b.tftpl"},
		"templatefile(\"b.tftpl\", { n = 1 })": {"a.txt", "b.tftpl"},
	} {
		_, reads, err := eval(t, dir, x)
		slices.Sort(reads)
		if reads = slices.Compact(reads); err != nil || !slices.Equal(reads, want) {
			t.Errorf("%s reads %v, %v; want %v", x, reads, err, want)
		}
	}
}

// listens is a tree that tells what is read.
type listens struct {
	*tree.View
	told func(path string)
}

func (l listens) Read(path string) { l.told(path) }

func (l listens) ReadFile(path string) ([]byte, error) {
	l.told(path)
	return l.View.ReadFile(path)
}
