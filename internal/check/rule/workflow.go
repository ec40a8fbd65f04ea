package rule

import (
	"github.com/terrace-cloud/terrace/internal/diag"
	"go.yaml.in/yaml/v3"
)

// Workflow is a GitHub workflow.
type Workflow struct {
	*File
	Root *yaml.Node // the mapping at its top; nil when it is no YAML mapping
	Jobs []Job
}

// Job is a job of a workflow.
type Job struct {
	Name  string
	Key   *yaml.Node // where it is named
	Node  *yaml.Node
	Steps []Step
}

// Step is a step of a job.
type Step struct {
	Node *yaml.Node
	Uses *yaml.Node // nil when it uses no action
	Run  *yaml.Node // nil when it runs no script
	With *yaml.Node
}

func readWorkflow(f *File) *Workflow {
	w := &Workflow{File: f}
	var doc yaml.Node
	if yaml.Unmarshal(f.Src, &doc) != nil || len(doc.Content) == 0 || doc.Content[0].Kind != yaml.MappingNode {
		return w
	}
	w.Root = doc.Content[0]
	for _, kv := range Pairs(Key(w.Root, "jobs")) {
		j := Job{Name: kv[0].Value, Key: kv[0], Node: kv[1]}
		if steps := Key(j.Node, "steps"); steps != nil && steps.Kind == yaml.SequenceNode {
			for _, s := range steps.Content {
				j.Steps = append(j.Steps, Step{Node: s, Uses: Key(s, "uses"), Run: Key(s, "run"), With: Key(s, "with")})
			}
		}
		w.Jobs = append(w.Jobs, j)
	}
	return w
}

// Key gives the value of a key of a mapping, nil when it is not there.
func Key(n *yaml.Node, names ...string) *yaml.Node {
	for _, name := range names {
		var next *yaml.Node
		for _, kv := range Pairs(n) {
			if kv[0].Value == name {
				next = kv[1]
			}
		}
		if n = next; n == nil {
			return nil
		}
	}
	return n
}

// Pairs gives the keys and values of a mapping; none for anything else.
func Pairs(n *yaml.Node) (out [][2]*yaml.Node) {
	if n != nil && n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	if n == nil || n.Kind != yaml.MappingNode {
		return nil
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		out = append(out, [2]*yaml.Node{n.Content[i], n.Content[i+1]})
	}
	return out
}

// Pos gives the place of a node.
func (w *Workflow) Pos(n *yaml.Node) diag.Pos {
	if n == nil {
		return diag.Pos{File: w.Path, Line: 1, Column: 1}
	}
	return diag.Pos{File: w.Path, Line: n.Line, Column: n.Column}
}

// Triggered tells whether an event starts the workflow.
func (w *Workflow) Triggered(event string) bool {
	on := Key(w.Root, "on")
	switch {
	case on == nil:
		return false
	case on.Kind == yaml.ScalarNode:
		return on.Value == event
	case on.Kind == yaml.MappingNode:
		return Key(on, event) != nil
	}
	for _, n := range on.Content {
		if n.Value == event {
			return true
		}
	}
	return false
}
