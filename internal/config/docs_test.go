package config

import (
	"bytes"
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v3"
)

var update = flag.Bool("update", false, "write the documentation and the schema anew")

// The documentation and the schema are those that the table gives.
func TestPublished(t *testing.T) {
	t.Parallel()
	schema, err := Schema()
	if err != nil {
		t.Fatal(err)
	}
	for file, want := range map[string]string{"../../docs/settings.md": Document(), "../../docs/schema/terrace.yaml.json": string(schema)} {
		if *update {
			if err := os.WriteFile(file, []byte(want), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		got, _ := os.ReadFile(file)
		if d := cmp.Diff(want, string(got)); d != "" {
			t.Errorf("%s differs; go test ./internal/config -update writes it\n%s", file, d)
		}
	}
}

// The example in the documentation sets every option.
func TestDocumentedExample(t *testing.T) {
	t.Parallel()
	_, example, _ := strings.Cut(Document(), "```yaml\n")
	example, _, _ = strings.Cut(example, "```")
	s, faults := Parse("docs/settings.md", []byte(example))
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	for _, o := range options {
		empty := true
		switch v := o.field(&s).(type) {
		case *string:
			empty = *v == ""
		case *[]string:
			empty = len(*v) == 0
		case *map[string]string:
			empty = len(*v) == 0
		}
		if empty {
			t.Errorf("%s is not in the example", o.Key)
		}
	}
	if err := valid(t, example); err != nil {
		t.Error(err)
	}
}

// What the reader accepts the schema accepts, and what the one refuses the
// other refuses. Keys given twice are beyond a schema.
func TestSchemaAndReaderAgree(t *testing.T) {
	t.Parallel()
	docs := []string{"", "allow:", "engine:", "rules:", "- a", "x: y", "allow: all", "allow: {hooks: x}", "allow: {hook: [x]}"}
	for _, o := range options {
		docs = append(docs, o.Key+": "+o.Example) // with a dot: unknown
		for _, v := range []string{o.Example, "plain", "[a]", "[a/b, c/d]", "{a: off}", "{a: loud}", "{a: [off]}", "12", "1.5", "true", "", `""`, "123456789012", "tofu", "[[a]]", "[1]", "[~]", "{a: ~}"} {
			doc := o.Key + ": " + v
			if up, key, below := strings.Cut(o.Key, "."); below {
				doc = up + ": {" + key + ": " + v + "}"
			}
			docs = append(docs, doc)
		}
	}
	refused := 0
	for _, doc := range docs {
		_, faults := Parse(FileName, []byte(doc))
		if err := valid(t, doc); (err == nil) != (len(faults) == 0) {
			t.Errorf("%q: the reader says %v, the schema %v", doc, faults, err)
		}
		if len(faults) > 0 {
			refused++
		}
	}
	if refused < len(docs)/5 || refused > len(docs)*4/5 {
		t.Errorf("%d of %d refused: the documents show too little", refused, len(docs))
	}
}

// valid holds YAML to the schema as editors do.
func valid(t *testing.T, text string) error {
	t.Helper()
	b, err := Schema()
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("terrace.settings/1", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("terrace.settings/1")
	if err != nil {
		t.Fatal(err)
	}
	var v any
	if err := yaml.Unmarshal([]byte(text), &v); err != nil {
		t.Fatal(err)
	}
	return s.Validate(v)
}
