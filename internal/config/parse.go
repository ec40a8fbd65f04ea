package config

import (
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/terrace-cloud/terrace/internal/diag"
	"go.yaml.in/yaml/v3"
)

// Parse reads the text of a settings file; file is its name in findings.
// Unknown keys, keys given twice and values of the wrong kind are errors.
func Parse(file string, text []byte) (Settings, diag.Findings) {
	s := Settings{File: file}
	p := &parser{file: file}
	var doc yaml.Node
	err := yaml.Unmarshal(text, &doc)
	switch {
	case errors.Is(err, io.EOF) || err == nil && len(doc.Content) == 0:
		return s, nil // empty, or comments only
	case err != nil:
		p.fault(lineOf(err), "terrace.yaml is not well-formed YAML", strings.TrimPrefix(err.Error(), "yaml: "), "")
		return s, p.found
	}
	p.mapping(doc.Content[0], "", &s)
	return s, p.found
}

type parser struct {
	file  string
	found diag.Findings
}

func (p *parser) fault(line int, summary, detail, fix string) {
	p.found = append(p.found, &diag.Finding{Severity: diag.Error, Summary: summary, Detail: detail, Fix: fix,
		Where: diag.Pos{File: p.file, Line: line}, Code: diag.Config})
}

// mapping reads the keys below a level: "" is the top.
func (p *parser) mapping(n *yaml.Node, level string, s *Settings) {
	p.pairs(n, level, func(key, value *yaml.Node) {
		name := join(level, key.Value)
		if o := option(name); o != nil && !strings.Contains(key.Value, ".") {
			p.value(value, o, s)
		} else if isLevel(name) {
			p.mapping(value, name, s)
		} else {
			known := keysOf(level)
			fix := "Known here: " + strings.Join(known, ", ") + "."
			if near := diag.Nearest(key.Value, known); near != "" {
				fix = fmt.Sprintf("Is it %s? %s", near, fix)
			}
			p.fault(key.Line, fmt.Sprintf("Unknown setting %q", name), "", fix)
		}
	})
}

// pairs goes through a mapping whose keys may stand in it once.
func (p *parser) pairs(n *yaml.Node, name string, each func(key, value *yaml.Node)) {
	if isNull(n) {
		return // "allow:" with everything below it commented out
	}
	if n.Kind != yaml.MappingNode {
		p.fault(n.Line, fmt.Sprintf("%s must be a mapping of keys to values", or(name, FileName)), "", "")
		return
	}
	seen := map[string]int{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		if first, twice := seen[key.Value]; twice {
			p.fault(key.Line, fmt.Sprintf("Setting %q is given twice", join(name, key.Value)), fmt.Sprintf("It stands in line %d already.", first), "Take one of them away.")
			continue
		}
		seen[key.Value] = key.Line
		each(key, n.Content[i+1])
	}
}

// value reads one setting into its field.
func (p *parser) value(n *yaml.Node, o *Option, s *Settings) {
	if isNull(n) {
		return
	}
	switch to := o.field(s).(type) {
	case *string:
		if v, ok := p.scalar(n, o.Key, "a text", o); ok {
			*to = v
		}
	case *[]string:
		if n.Kind != yaml.SequenceNode {
			p.fault(n.Line, fmt.Sprintf("Setting %q must be a list of texts", o.Key), "", "")
			return
		}
		for _, item := range n.Content {
			if v, ok := p.scalar(item, o.Key, "a list of texts", o); ok {
				*to = append(*to, v)
			}
		}
	case *map[string]string:
		p.pairs(n, o.Key, func(key, value *yaml.Node) {
			if v, ok := p.scalar(value, join(o.Key, key.Value), "a text", o); ok {
				if *to == nil {
					*to = map[string]string{}
				}
				(*to)[key.Value] = v
			}
		})
	}
}

// scalar reads one text: numbers count as the text that they are written as.
func (p *parser) scalar(n *yaml.Node, name, kind string, o *Option) (string, bool) {
	for n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	if n.Kind != yaml.ScalarNode || isNull(n) {
		p.fault(n.Line, fmt.Sprintf("Setting %q must be %s", name, kind), "", "")
		return "", false
	}
	if o.want != nil && !o.want.MatchString(n.Value) {
		p.fault(n.Line, fmt.Sprintf("Setting %q cannot be %q", name, n.Value), "", o.say)
		return "", false
	}
	return n.Value, true
}

func isNull(n *yaml.Node) bool { return n.Kind == yaml.ScalarNode && n.Tag == "!!null" }

// join names a key below a level.
func join(level, key string) string { return strings.TrimPrefix(level+"."+key, ".") }

// isLevel tells whether keys stand below a name.
func isLevel(name string) bool {
	return slices.ContainsFunc(options, func(o Option) bool { return strings.HasPrefix(o.Key, name+".") })
}

// keysOf lists the keys that are known at a level, sorted.
func keysOf(level string) (out []string) {
	for _, o := range options {
		if rest, below := strings.CutPrefix("."+o.Key, strings.TrimSuffix("."+level, ".")+"."); below {
			first, _, _ := strings.Cut(rest, ".")
			out = append(out, first)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

var yamlLine = regexp.MustCompile(`line (\d+)`)

func lineOf(err error) int {
	m := yamlLine.FindStringSubmatch(err.Error())
	if m == nil {
		return 0
	}
	n, _ := strconv.Atoi(m[1])
	return n
}

func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
