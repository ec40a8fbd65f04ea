package alerts

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/santhosh-tekuri/jsonschema/v6/kind"
	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
	"go.yaml.in/yaml/v3"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
)

// Schema is the published form of the file: docs/schema/alerts.json.
//
//go:embed schema.json
var Schema []byte

var compiled = sync.OnceValues(func() (*jsonschema.Schema, error) {
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(Schema))
	if err != nil {
		return nil, err
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("terrace.alerts/1", doc); err != nil {
		return nil, err
	}
	return c.Compile("terrace.alerts/1")
})

// shape is what the schema refuses, by what is wrong with it.
type shape struct{ unknown, missing, wrong []fault }

// shapeOf holds the file to its schema.
func shapeOf(in *rule.Input) shape {
	return rule.Once(in, memo{"shape"}, func() (s shape) {
		d := read(in)
		if d == nil {
			return s
		}
		if d.broken != nil {
			s.wrong = append(s.wrong, *d.broken)
			return s
		}
		var v any
		if err := d.root.Decode(&v); err != nil { // a key given twice
			s.wrong = append(s.wrong, fault{diag.Pos{File: d.file.Path, Line: lineOf(err), Column: 1}, firstLine(err)})
			return s
		}
		schema, err := compiled()
		if err != nil {
			panic("the schema of alerts.yaml does not compile: " + err.Error()) // a test holds it
		}
		var refused *jsonschema.ValidationError
		if errors.As(schema.Validate(v), &refused) {
			s.sort(d, refused)
		}
		return s
	})
}

// sort goes down to what is wrong, and gives each its place.
func (s *shape) sort(d *document, e *jsonschema.ValidationError) {
	key, value := at(d.root, e.InstanceLocation)
	switch k := e.ErrorKind.(type) {
	case *kind.AdditionalProperties:
		for _, name := range k.Properties {
			n, _ := at(d.root, append(e.InstanceLocation[:len(e.InstanceLocation):len(e.InstanceLocation)], name))
			s.unknown = append(s.unknown, fault{d.pos(n), fmt.Sprintf("%s has no key %q", what(e.InstanceLocation), name)})
		}
	case *kind.Required:
		for _, name := range k.Missing {
			s.missing = append(s.missing, fault{d.pos(value), fmt.Sprintf("%s has no %s", alertName(value), name)})
		}
	case *kind.AnyOf: // of a period alone
		s.wrong = append(s.wrong, fault{d.pos(value), fmt.Sprintf("%s cannot be %s: it is 10, 20, 30 or a multiple of 60, a day at most", key.Value, value.Value)})
	default:
		if len(e.Causes) > 0 {
			for _, c := range e.Causes {
				s.sort(d, c)
			}
			return
		}
		s.wrong = append(s.wrong, fault{d.pos(value), fmt.Sprintf("%s is wrong: %s", key.Value, k.LocalizedString(english))})
	}
}

var english = message.NewPrinter(language.English)

// at gives the node of a place, and the key that it stands under; the deepest
// that there are.
func at(n *yaml.Node, path []string) (key, value *yaml.Node) {
	key, value = n, n
	for _, step := range path {
		if value.Kind == yaml.AliasNode {
			value = value.Alias
		}
		switch value.Kind {
		case yaml.SequenceNode:
			i, err := strconv.Atoi(step)
			if err != nil || i >= len(value.Content) {
				return key, value
			}
			value = value.Content[i]
		default:
			for _, kv := range rule.Pairs(value) {
				if kv[0].Value == step {
					key, value = kv[0], kv[1]
				}
			}
		}
	}
	return key, value
}

// what names the kind of mapping that stands at a place.
func what(path []string) string {
	switch {
	case len(path) == 0:
		return "the file"
	case len(path) == 2:
		return "an alert"
	}
	return "an environment of an alert"
}

func alertName(n *yaml.Node) string {
	if v := rule.Key(n, "name"); v != nil && v.Value != "" {
		return fmt.Sprintf("the alert %q", v.Value)
	}
	return "the alert"
}

// firstLine gives the first sentence of the YAML parser, without its place.
func firstLine(err error) string {
	lines := strings.Split(err.Error(), "\n")
	text := strings.TrimSpace(lines[len(lines)-1])
	if _, after, ok := strings.Cut(text, ": "); ok && strings.HasPrefix(text, "line ") {
		text = after
	}
	return text
}
