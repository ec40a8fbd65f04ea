// Package resource tells what a unit makes, as far as its files say so without
// running anything: the resources of a local module with the unit's inputs put
// in, and the modules of a registry that it calls, with what they are given.
package resource

import (
	"path"
	"strings"

	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate"
	"github.com/terrace-cloud/terrace/internal/module"
	"github.com/zclconf/go-cty/cty"
)

// State says what is known of a value.
type State int

// The states of a value.
const (
	Unset   State = iota // nothing is given: the default holds
	Unknown              // only a run can tell
	Known
)

// Value is what an argument is given.
type Value struct {
	State State
	V     cty.Value // when known
	Pos   diag.Pos  // where it is given; of the whole when it is not
	Block bool      // it is a block, which stands as an empty object
}

// Instance is one resource, or one call of a registry's module.
type Instance struct {
	Type string // aws_s3_bucket; terraform-aws-modules/ecs/aws//modules/service
	Name string // label, "" for the module that the unit itself runs
	Pos  diag.Pos
	Refs []string // what its arguments name: "aws_s3_bucket.logs"

	inputs *estate.Unit
	body   *hclsyntax.Body
	scope  *scope
}

// Title names the instance for people.
func (i *Instance) Title() string {
	switch {
	case i.Name == "":
		name, sub, _ := strings.Cut(strings.TrimPrefix(i.Type, "terraform-aws-modules/"), "//")
		return "module " + path.Join(strings.TrimSuffix(name, "/aws"), base(sub))
	case strings.Contains(i.Type, "/"):
		return "module." + i.Name
	}
	return i.Type + "." + i.Name
}

// Get gives an argument, or an argument inside a block or an object.
func (i *Instance) Get(keys ...string) Value {
	if i.inputs != nil {
		return i.input(keys)
	}
	return i.scope.get(i.body, keys, i.Pos)
}

func (i *Instance) input(path []string) Value {
	in, ok := i.inputs.Inputs[path[0]]
	if !ok {
		if i.inputs.InputsUnknown {
			return Value{State: Unknown, Pos: i.Pos}
		}
		return Value{Pos: i.Pos}
	}
	return within(in.Value, path[1:], in.Place(path[1:]...))
}

// within looks into a value. What is not there is unset, also below null.
func within(v cty.Value, path []string, at diag.Pos) Value {
	for {
		if v == cty.NilVal {
			return Value{Pos: at}
		}
		v, _ = v.Unmark()
		switch {
		case !v.IsKnown():
			return Value{State: Unknown, Pos: at}
		case v.IsNull():
			return Value{Pos: at}
		case len(path) == 0:
			return Value{State: Known, V: v, Pos: at}
		}
		t := v.Type()
		switch {
		case (t.IsTupleType() || t.IsListType()) && v.LengthInt() > 0: // a block given as a list
			v = v.Index(cty.Zero)
			continue
		case rule.Has(v, path[0]) && t.IsObjectType():
			v = v.GetAttr(path[0])
		case rule.Has(v, path[0]):
			v = v.Index(cty.StringVal(path[0]))
		default:
			return Value{Pos: at}
		}
		path = path[1:]
	}
}

// Address gives the module of a registry that a source means, with its
// submodule: also where it is taken from the module's repository. "" when it
// is none.
func Address(source string) string {
	if source == "" {
		return ""
	}
	s, err := module.ParseSource(source)
	if err != nil && s.Kind != module.RegistryKind {
		return ""
	}
	return address(s)
}

func address(s module.Source) string {
	name := ""
	switch s.Kind {
	case module.RegistryKind:
		name = s.Address.Namespace + "/" + s.Address.Name + "/" + s.Address.Provider
	case module.GitKind:
		owner, repo, ok := strings.Cut(strings.TrimPrefix(s.Repo, "github.com/"), "/")
		words := strings.SplitN(repo, "-", 3) // terraform-PROVIDER-NAME
		if !ok || !strings.HasPrefix(s.Repo, "github.com/") || len(words) < 3 || words[0] != "terraform" {
			return ""
		}
		name = owner + "/" + words[2] + "/" + words[1]
	default:
		return ""
	}
	if s.Sub != "" {
		name += "//" + s.Sub
	}
	return name
}

type key struct {
	what string
	unit *estate.Unit
}

// Of lists what a unit makes: nothing where it is excluded.
func Of(in *rule.Input, u *estate.Unit) []*Instance {
	if u.Excluded() {
		return nil
	}
	return rule.Once(in, key{"resources", u}, func() []*Instance {
		if dir, local := u.Module(); local {
			r := &reader{in: in}
			vars := map[string]Value{}
			for name, v := range u.Inputs {
				vars[name] = Value{State: Known, V: v.Value, Pos: v.Pos}
			}
			r.module(dir, vars, u.InputsUnknown || u.Plain(), 0)
			return r.out
		}
		if a := Address(u.Source.Raw); a != "" {
			return []*Instance{{Type: a, Pos: u.Source.Pos, inputs: u}}
		}
		return nil
	})
}

func base(sub string) string {
	if sub == "" {
		return ""
	}
	return path.Base(sub)
}
