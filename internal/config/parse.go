package config

import (
	"errors"
	"fmt"
	"io"
	"maps"
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
	p.mapping(doc.Content[0], "", map[string]any{
		"terraform": &s.Terraform, "tofu": &s.Tofu, "terragrunt": &s.Terragrunt, "provider": &s.Provider,
		"engine": &s.Engine, "account": &s.Account, "module_mirror": &s.ModuleMirror,
		"allow": map[string]any{
			"hooks": &s.Allow.Hooks, "run_cmd": &s.Allow.RunCmd,
			"local_exec": &s.Allow.LocalExec, "providers": &s.Allow.Providers,
		},
	})
	return s, p.found
}

// rules are what a value must look like, by key.
var rules = map[string]struct {
	want *regexp.Regexp
	say  string
}{
	"engine":    {regexp.MustCompile(`^(terraform|tofu)$`), `Write "terraform" or "tofu".`},
	"account":   {regexp.MustCompile(`^\d{12}$`), `Write the account's twelve digits in quotes: "123456789012".`},
	"providers": {regexp.MustCompile(`^[\w-]+/[\w-]+$`), `Write the provider as NAMESPACE/NAME: "hashicorp/random".`},
}

type parser struct {
	file  string
	found diag.Findings
}

func (p *parser) fault(line int, summary, detail, fix string) {
	p.found = append(p.found, &diag.Finding{Severity: diag.Error, Summary: summary, Detail: detail, Fix: fix,
		Where: diag.Pos{File: p.file, Line: line}, Code: diag.Config})
}

// mapping reads the keys of a mapping into what fields names: pointers to
// strings and lists of strings, and mappings of the same.
func (p *parser) mapping(n *yaml.Node, under string, fields map[string]any) {
	if n.Kind == yaml.ScalarNode && n.Tag == "!!null" {
		return // "allow:" with everything below it commented out
	}
	if n.Kind != yaml.MappingNode {
		p.fault(n.Line, fmt.Sprintf("%s must be a mapping of keys to values", or(under, FileName)), "", "")
		return
	}
	seen := map[string]int{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		name := strings.TrimPrefix(under+"."+key.Value, ".")
		to, known := fields[key.Value]
		if !known {
			p.fault(key.Line, fmt.Sprintf("Unknown setting %q", name), "",
				"Known here: "+strings.Join(slices.Sorted(maps.Keys(fields)), ", ")+".")
			continue
		}
		if first, twice := seen[key.Value]; twice {
			p.fault(key.Line, fmt.Sprintf("Setting %q is given twice", name), fmt.Sprintf("It stands in line %d already.", first), "Take one of them away.")
			continue
		}
		seen[key.Value] = key.Line
		if below, ok := to.(map[string]any); ok {
			p.mapping(value, name, below)
			continue
		}
		p.value(value, name, key.Value, to)
	}
}

func (p *parser) value(n *yaml.Node, name, key string, to any) {
	kinds := map[bool]string{true: "a text", false: "a list of texts"}
	_, one := to.(*string)
	if n.Tag == "!!null" {
		return
	}
	// Decoding a scalar takes numbers as the text they are written as.
	if err := n.Decode(to); err != nil {
		p.fault(n.Line, fmt.Sprintf("Setting %q must be %s", name, kinds[one]), "", "")
		return
	}
	rule, ruled := rules[key]
	if !ruled {
		return
	}
	items := []*yaml.Node{n}
	if !one {
		items = n.Content
	}
	for _, item := range items {
		if !rule.want.MatchString(item.Value) {
			p.fault(item.Line, fmt.Sprintf("Setting %q cannot be %q", name, item.Value), "", rule.say)
		}
	}
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
