package safety

import (
	"encoding/json"
	"strings"

	"github.com/terrace-cloud/terrace/internal/check/resource"
	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate"
	"github.com/zclconf/go-cty/cty"
)

// statement is one statement of a policy, as far as it is known.
type statement struct {
	allow              bool
	actions, resources []string
	principals         []string
	resourceBased      bool // it names a principal: it hangs on what it speaks of
	conditional        bool
	at                 diag.Pos
}

// statements lists the statements of the policies of a unit.
func statements(p *rule.Pass, u *estate.Unit) []statement {
	return rule.Once(p.Input, memo{"statements", u}, func() []statement { return readStatements(p, u) })
}

func readStatements(p *rule.Pass, u *estate.Unit) (out []statement) {
	for name, in := range u.Inputs {
		out = append(out, inValue(in.Value, in.Pos, in.Place, nil, name == "policy" || strings.Contains(name, "polic") || strings.Contains(name, "statement"))...)
	}
	for _, i := range resource.Of(p.Input, u) {
		if i.Type == "data.aws_iam_policy_document" {
			blocks, _ := i.Blocks("statement")
			for _, b := range blocks {
				out = append(out, ofBlock(b))
			}
			continue
		}
		if i.Name == "" { // the unit's inputs were read
			continue
		}
		for _, name := range []string{"policy", "assume_role_policy"} {
			if v := i.Get(name); v.State == resource.Known && v.V.Type() == cty.String {
				out = append(out, ofJSON(v.V.AsString(), v.Pos)...)
			}
		}
	}
	return out
}

func ofBlock(b *resource.Instance) statement {
	get := func(name string) []string {
		if v := b.Get(name); v.State == resource.Known {
			return texts(v.V)
		}
		return nil
	}
	effect := b.Get("effect")
	s := statement{allow: effect.State == resource.Unset || effect.State == resource.Known && effect.V.RawEquals(cty.StringVal("Allow")),
		actions: get("actions"), resources: get("resources"), at: b.Pos}
	principals, _ := b.Blocks("principals")
	for _, pr := range principals {
		s.resourceBased = true
		if v := pr.Get("identifiers"); v.State == resource.Known {
			s.principals = append(s.principals, texts(v.V)...)
		}
	}
	conditions, known := b.Blocks("condition")
	s.conditional = len(conditions) > 0 || !known
	return s
}

// inValue looks for policies in an input: documents, and objects that have
// actions and resources, as modules take them.
func inValue(v cty.Value, at diag.Pos, place func(...string) diag.Pos, path []string, policy bool) (out []statement) {
	if v == cty.NilVal || !v.IsKnown() || v.IsNull() {
		return nil
	}
	switch {
	case v.Type() == cty.String:
		if s := v.AsString(); policy && strings.HasPrefix(strings.TrimSpace(s), "{") {
			return ofJSON(s, place(path...))
		}
		return nil
	case !v.CanIterateElements():
		return nil
	}
	if rule.Has(v, "actions") && rule.Has(v, "resources") {
		get := attributes(v)
		s := statement{allow: !strings.EqualFold(rule.Text(v, "effect"), "deny"), actions: texts(get("actions")), resources: texts(get("resources")),
			at: place(path...), conditional: rule.Has(v, "condition") || rule.Has(v, "conditions"), resourceBased: rule.Has(v, "principals")}
		return []statement{s}
	}
	for it := v.ElementIterator(); it.Next(); {
		k, x := it.Element()
		p := path
		name := ""
		if k.Type() == cty.String {
			name = k.AsString()
			p = append(path[:len(path):len(path)], name)
		}
		out = append(out, inValue(x, at, place, p, policy || strings.Contains(name, "polic") || strings.Contains(name, "statement"))...)
	}
	return out
}

// some takes a text or a list of texts, as policies have them.
type some []string

func (s *some) UnmarshalJSON(b []byte) error {
	var one string
	if json.Unmarshal(b, &one) == nil {
		*s = some{one}
		return nil
	}
	var many []string
	if json.Unmarshal(b, &many) == nil {
		*s = many
	}
	return nil
}

// document is a policy in JSON.
// docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
type document struct {
	Statement json.RawMessage
}

type jsonStatement struct {
	Effect           string
	Action, Resource some
	Principal        json.RawMessage
	Condition        json.RawMessage
}

func ofJSON(text string, at diag.Pos) (out []statement) {
	var d document
	if json.Unmarshal([]byte(text), &d) != nil || len(d.Statement) == 0 {
		return nil
	}
	var list []jsonStatement
	if json.Unmarshal(d.Statement, &list) != nil {
		var one jsonStatement
		if json.Unmarshal(d.Statement, &one) != nil {
			return nil
		}
		list = []jsonStatement{one}
	}
	for _, s := range list {
		x := statement{allow: s.Effect == "Allow", actions: s.Action, resources: s.Resource, conditional: len(s.Condition) > 0, resourceBased: len(s.Principal) > 0, at: at}
		var word string
		var kinds map[string]some
		if json.Unmarshal(s.Principal, &word) == nil {
			x.principals = []string{word}
		} else if json.Unmarshal(s.Principal, &kinds) == nil {
			for _, ids := range kinds {
				x.principals = append(x.principals, ids...)
			}
		}
		out = append(out, x)
	}
	return out
}
