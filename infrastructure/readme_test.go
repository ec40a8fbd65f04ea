package infrastructure

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

var update = flag.Bool("update", false, "write the tables of the modules' READMEs anew")

var table = regexp.MustCompile(`(?s)<!-- interface -->.*?(<!-- /interface -->|\z)`)

// Every module says in its README what it takes and gives: the tables are made
// from its variables and outputs, the example beside them names inputs that it has.
func TestModuleREADMEs(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("modules/*/versions.tf")
	if err != nil || len(files) == 0 {
		t.Fatalf("no modules: %v", err)
	}
	for _, f := range files {
		dir := filepath.Dir(f)
		t.Run(filepath.Base(dir), func(t *testing.T) {
			t.Parallel()
			readme := filepath.Join(dir, "README.md")
			text, err := os.ReadFile(readme)
			if err != nil {
				t.Fatal(err)
			}
			if !table.Match(text) {
				t.Fatalf("%s has no <!-- interface -->: put it where the tables shall stand", readme)
			}
			inputs, want := describe(t, dir)
			got := table.ReplaceAllLiteral(text, []byte("<!-- interface -->\n"+want+"<!-- /interface -->"))
			if *update {
				if err := os.WriteFile(readme, append([]byte(strings.TrimRight(string(got), "\n")), '\n'), 0o644); err != nil {
					t.Fatal(err)
				}
			} else if strings.TrimRight(string(got), "\n") != strings.TrimRight(string(text), "\n") {
				t.Errorf("%s does not fit the module: go test ./infrastructure -update", readme)
			}
			for _, m := range exampleInput.FindAllStringSubmatch(example(string(text)), -1) {
				if !inputs[m[1]] {
					t.Errorf("%s: the example gives %s, which the module does not take", readme, m[1])
				}
			}
		})
	}
}

// exampleInput is an attribute of an example's inputs: two spaces deep.
var exampleInput = regexp.MustCompile(`(?m)^  ([a-z_0-9]+) +=`)

// example gives the inputs of the first example.
func example(readme string) string {
	_, after, _ := strings.Cut(readme, "```hcl\ninputs = {\n")
	inside, _, _ := strings.Cut(after, "\n}\n")
	return "\n" + inside
}

// describe makes the tables, and gives the names of the inputs.
func describe(t *testing.T, dir string) (map[string]bool, string) {
	var b strings.Builder
	inputs := map[string]bool{}
	b.WriteString("| input | type | default | |\n|---|---|---|---|\n")
	each(t, dir, "variable", func(name string, attrs map[string]string) {
		inputs[name] = true
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s |\n", name, code(first(attrs["type"], "any")), code(attrs["default"]), attrs["description"])
	})
	b.WriteString("\n| output | |\n|---|---|\n")
	each(t, dir, "output", func(name string, attrs map[string]string) {
		fmt.Fprintf(&b, "| `%s` | %s |\n", name, attrs["description"])
	})
	return inputs, b.String()
}

// each calls f with the blocks of a kind, in the order in which they stand:
// the text of type and default, and the words of description.
func each(t *testing.T, dir, kind string, f func(name string, attrs map[string]string)) {
	files, err := filepath.Glob(filepath.Join(dir, "*.tf"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		parsed, diags := hclsyntax.ParseConfig(src, file, hcl.InitialPos)
		if diags.HasErrors() {
			t.Fatal(diags)
		}
		for _, block := range parsed.Body.(*hclsyntax.Body).Blocks {
			if block.Type != kind {
				continue
			}
			attrs := map[string]string{}
			for name, a := range block.Body.Attributes {
				switch name {
				case "type", "default":
					attrs[name] = oneLine(string(a.Expr.Range().SliceBytes(src)))
				case "description":
					v, diags := a.Expr.Value(nil)
					if diags.HasErrors() {
						t.Fatal(diags)
					}
					attrs[name] = strings.ReplaceAll(oneLine(v.AsString()), "|", "\\|")
				}
			}
			if attrs["description"] == "" {
				t.Errorf("%s: %s %s has no description", file, kind, block.Labels[0])
			}
			f(block.Labels[0], attrs)
		}
	}
}

var comment = regexp.MustCompile(`(?m)\s*#.*$`)

// oneLine folds a text for a cell; long types are cut after their first words.
func oneLine(s string) string {
	s = strings.Join(strings.Fields(comment.ReplaceAllString(s, "")), " ")
	if open := strings.Index(s, "object({"); open >= 0 {
		s = s[:open] + "object" + strings.Repeat(")", strings.Count(s[:open], "("))
	}
	if len(s) > 60 && strings.ContainsAny(s[:1], "{[") {
		s = s[:1] + "…" + s[len(s)-1:]
	}
	return s
}

func code(s string) string {
	if s == "" {
		return ""
	}
	return "`" + s + "`"
}

func first(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
