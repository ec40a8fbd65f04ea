package synth

import (
	"fmt"
	"os"
	"strings"

	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
	yaml "go.yaml.in/yaml/v3"
)

// Fixture sets what a data source or an ephemeral resource answers:
//
//   - type: aws_ami
//     match: {name: "al2023-*"}   # attributes of the configuration; left out, all fit
//     set: {id: ami-0123456789abcdef0}
type Fixture struct {
	Type  string
	Match map[string]any
	Set   map[string]any
	Where diag.Pos // where it stands in its file
}

// Fixtures sets the answers that come before all others; the first that fits
// counts.
func (m *Maker) Fixtures(list []Fixture) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.fixed = append([]Fixture(nil), list...)
}

// LoadFixtures reads a file of fixtures. Faults are findings with file and
// line, exit code 3.
func LoadFixtures(path string) ([]Fixture, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, &diag.Finding{Severity: diag.Error, Summary: "the fixtures cannot be read", Detail: err.Error(), Where: diag.Pos{File: path}, Code: diag.Config}
	}
	return ParseFixtures(path, raw)
}

// ParseFixtures reads fixtures out of the text of a file of that name.
func ParseFixtures(path string, raw []byte) ([]Fixture, error) {
	fault := func(line int, what, fix string) error {
		return &diag.Finding{Severity: diag.Error, Summary: what, Fix: fix, Where: diag.Pos{File: path, Line: line}, Code: diag.Config}
	}
	const shape = "Write a list of entries with type, match and set."
	var doc yaml.Node
	if err := yaml.Unmarshal(raw, &doc); err != nil {
		return nil, fault(0, "the fixtures are not YAML: "+strings.TrimPrefix(err.Error(), "yaml: "), shape)
	}
	if len(doc.Content) == 0 {
		return nil, nil
	}
	if doc.Content[0].Kind != yaml.SequenceNode {
		return nil, fault(doc.Content[0].Line, "the fixtures are not a list", shape)
	}
	var out []Fixture
	for _, n := range doc.Content[0].Content {
		fx := Fixture{Where: diag.Pos{File: path, Line: n.Line}}
		if n.Kind != yaml.MappingNode {
			return nil, fault(n.Line, "a fixture is not a map", shape)
		}
		for i := 0; i+1 < len(n.Content); i += 2 {
			key, val := n.Content[i], n.Content[i+1]
			into, ok := map[string]any{"type": &fx.Type, "match": &fx.Match, "set": &fx.Set}[key.Value]
			if !ok {
				return nil, fault(key.Line, fmt.Sprintf("a fixture has no %q", key.Value), shape)
			}
			if err := val.Decode(into); err != nil {
				return nil, fault(val.Line, fmt.Sprintf("%s of a fixture has the wrong shape", key.Value), shape)
			}
		}
		switch {
		case !strings.HasPrefix(fx.Type, "aws_"):
			return nil, fault(n.Line, "a fixture needs the type of a data source", "Write type: aws_...")
		case len(fx.Set) == 0:
			return nil, fault(n.Line, "a fixture for "+fx.Type+" sets nothing", "Write set: {attribute: value}.")
		}
		out = append(out, fx)
	}
	return out, nil
}

// fromFixture sets what the first fitting fixture says.
func (f *filling) fromFixture(given map[string]bool) error {
	f.maker.mu.RLock()
	defer f.maker.mu.RUnlock()
	for _, fx := range f.maker.fixed {
		if fx.Type != f.Type || !fx.fits(f.Config) {
			continue
		}
		for _, name := range sortedKeys(fx.Set) {
			fault := func(what string) error {
				return &diag.Finding{Severity: diag.Error, Summary: what, Where: fx.Where, Code: diag.Config,
					Fix: "Set attributes of the data source, with values of their type."}
			}
			a := f.Block.Attr(name)
			if a == nil {
				return fault(fmt.Sprintf("%s has no attribute %q", f.Type, name))
			}
			v, err := convert.Convert(plain(fx.Set[name]), a.Type)
			if err != nil {
				return fault(fmt.Sprintf("%s.%s does not take this value: %s", f.Type, name, err))
			}
			f.values[name], given[name] = v, true
		}
		return nil
	}
	return nil
}

func (x Fixture) fits(config cty.Value) bool {
	for name, want := range x.Match {
		have := child(config, name)
		if have == cty.NilVal || have.IsNull() {
			return false
		}
		w, err := convert.Convert(plain(want), have.Type())
		if err != nil || !w.RawEquals(have) {
			return false
		}
	}
	return true
}

// plain gives decoded YAML as a value.
func plain(x any) cty.Value {
	switch x := x.(type) {
	case nil:
		return cty.NullVal(cty.DynamicPseudoType)
	case string:
		return cty.StringVal(x)
	case bool:
		return cty.BoolVal(x)
	case int:
		return cty.NumberIntVal(int64(x))
	case float64:
		return cty.NumberFloatVal(x)
	case []any:
		l := make([]cty.Value, len(x))
		for i := range x {
			l[i] = plain(x[i])
		}
		return cty.TupleVal(l)
	case map[string]any:
		m := map[string]cty.Value{}
		for k, v := range x {
			m[k] = plain(v)
		}
		return cty.ObjectVal(m)
	}
	return cty.StringVal(fmt.Sprint(x))
}
