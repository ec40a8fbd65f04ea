// Package alerts holds the rules about alerts.yaml, the file at the root of an
// estate that names its alerts: what is wrong there shows at the next apply, or
// when an alert should have rung.
package alerts

import (
	"fmt"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"

	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
	"go.yaml.in/yaml/v3"
)

// Rules lists the rules of the family.
var Rules = []*rule.Rule{unknownKey, missingField, wrongValue, twice, unknownMetric, unknownRunbook, unknownEnvironment}

// link is the form of the file.
const link = "https://github.com/terrace-cloud/terrace/blob/main/docs/schema/alerts.json"

// document is alerts.yaml as it is written.
type document struct {
	file   *rule.File
	root   *yaml.Node   // the mapping at its top
	alerts []*yaml.Node // the mappings in it, in their order
	broken *fault       // why it cannot be read
}

// fault is something wrong at a place of the file.
type fault struct {
	at  diag.Pos
	say string
}

type memo struct{ what string }

// read gives the estate's alerts.yaml; nil when it has none. A file of that
// name that has no alerts at its top is another tool's.
func read(in *rule.Input) *document {
	return rule.Once(in, memo{"document"}, func() *document {
		f := in.File(filepath.Join(in.Estate.Root, rule.AlertsFile))
		if f == nil {
			return nil
		}
		d := &document{file: f}
		var doc yaml.Node
		if err := yaml.Unmarshal(f.Src, &doc); err != nil {
			d.broken = &fault{diag.Pos{File: f.Path, Line: lineOf(err), Column: 1}, "the file is not well-formed YAML: " + err.Error()}
			return d
		}
		if len(doc.Content) == 0 {
			return nil
		}
		d.root = doc.Content[0]
		list := rule.Key(d.root, "alerts")
		if list == nil {
			return nil
		}
		if list.Kind == yaml.SequenceNode {
			for _, n := range list.Content {
				if n.Kind == yaml.MappingNode {
					d.alerts = append(d.alerts, n)
				}
			}
		}
		return d
	})
}

func (d *document) pos(n *yaml.Node) diag.Pos {
	return diag.Pos{File: d.file.Path, Line: n.Line, Column: n.Column}
}

// each visits a field of every alert, and of what is different in environments.
func (d *document) each(field string, visit func(value *yaml.Node)) {
	if d == nil {
		return
	}
	for _, a := range d.alerts {
		places := []*yaml.Node{a}
		for _, kv := range rule.Pairs(rule.Key(a, "environments")) {
			places = append(places, kv[1])
		}
		for _, n := range places {
			if v := rule.Key(n, field); v != nil && v.Kind == yaml.ScalarNode && v.Value != "" {
				visit(v)
			}
		}
	}
}

// lost reports a name that nothing has, and asks whether one like it is meant.
func lost(p *rule.Pass, at diag.Pos, say, name string, have map[string]bool) {
	f := p.At(at, say)
	if near := diag.Nearest(name, slices.Collect(maps.Keys(have))); near != "" {
		f.Fix = fmt.Sprintf("Is it %q? %s", near, f.Fix)
	}
}

var lineText = regexp.MustCompile(`line (\d+)`)

// lineOf gives the line that an error of the YAML parser names; 1 when none.
func lineOf(err error) int {
	if m := lineText.FindStringSubmatch(err.Error()); m != nil {
		if n, err := strconv.Atoi(m[1]); err == nil && n > 0 {
			return n
		}
	}
	return 1
}
