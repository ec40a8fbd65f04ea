package naming

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate"
	"github.com/zclconf/go-cty/cty"
)

// costTags are tags by which costs are told apart; one of them is enough.
var costTags = []string{"environment", "env", "stage", "project", "costcenter", "cost-center", "cost_center", "costcentre", "cost-centre", "team", "owner", "application", "app", "service", "product", "billing", "department"}

var untagged = &rule.Rule{
	ID: "tags-missing", Family: rule.Naming, Severity: diag.Note,
	Protects: "The cost of what has no tags cannot be told apart by environment or project.",
	Fix:      "Set default_tags in the generated provider: Environment, Project, and who pays.",
	Link:     "https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/cost-alloc-tags.html",
	Estate: func(_ context.Context, p *rule.Pass) {
		type group struct {
			at    diag.Pos
			units []string
		}
		var order []diag.Pos
		all := map[diag.Pos]*group{}
		for _, u := range p.Estate.Units {
			g := provider(u)
			if g == nil || tagged(u, g.Contents) {
				continue
			}
			if all[g.Pos] == nil {
				all[g.Pos] = &group{at: g.Pos}
				order = append(order, g.Pos)
			}
			all[g.Pos].units = append(all[g.Pos].units, u.Path)
		}
		for _, at := range order {
			units := all[at].units
			f := p.At(at, fmt.Sprintf("%d unit(s) with this provider have no tags that tell costs apart", len(units)))
			f.Unit = units[0]
			if len(units) > 1 {
				f.Units = units
			}
		}
	},
}

// provider gives the generated file with the AWS provider, nil when there is
// none whose contents are known.
func provider(u *estate.Unit) *estate.Generate {
	for i, g := range u.Generate {
		if !g.Unknown && !g.Disabled && strings.Contains(g.Contents, `provider "aws"`) {
			return &u.Generate[i]
		}
	}
	return nil
}

// tagged tells whether a unit has a tag for costs, or tags that are not known.
func tagged(u *estate.Unit, contents string) bool {
	if _, tags, ok := strings.Cut(contents, "default_tags"); ok {
		return hasCost(tags) || strings.Contains(tags, "var.") || strings.Contains(tags, "local.") || strings.Contains(tags, "jsondecode") || strings.Contains(tags, "merge(")
	}
	if u.InputsUnknown {
		return true
	}
	for _, name := range []string{"tags", "default_tags", "common_tags", "extra_tags", "additional_tags", "global_tags"} {
		in, ok := u.Inputs[name]
		if !ok {
			continue
		}
		if !in.Value.IsKnown() {
			return true
		}
		if !in.Value.IsNull() && in.Value.CanIterateElements() && !in.Value.Type().IsTupleType() {
			for it := in.Value.ElementIterator(); it.Next(); {
				if k, _ := it.Element(); hasCost(k.AsString()) {
					return true
				}
			}
		}
	}
	for _, in := range u.Inputs {
		if nested(in.Value, 0) {
			return true
		}
	}
	return false
}

// nested tells whether some object in a value has tags with one for costs.
func nested(v cty.Value, depth int) bool {
	if depth > 4 || v == cty.NilVal || !v.IsKnown() || v.IsNull() || !v.CanIterateElements() {
		return false
	}
	for it := v.ElementIterator(); it.Next(); {
		k, x := it.Element()
		if k.Type() == cty.String && k.AsString() == "tags" && (!x.IsKnown() || !x.IsNull() && x.Type().IsObjectType() && slices.ContainsFunc(slices.Collect(maps.Keys(x.Type().AttributeTypes())), hasCost)) {
			return true
		}
		if nested(x, depth+1) {
			return true
		}
	}
	return false
}

func hasCost(text string) bool {
	text = strings.ToLower(text)
	for _, t := range costTags {
		if strings.Contains(text, t) {
			return true
		}
	}
	return false
}
