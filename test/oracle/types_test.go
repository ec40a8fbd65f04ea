package oracle

import (
	"flag"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/terrace-cloud/terrace/internal/contract"
	"github.com/terrace-cloud/terrace/internal/contract/infer"
	"github.com/terrace-cloud/terrace/internal/estate"
	"github.com/terrace-cloud/terrace/internal/rehearsal"
	"github.com/terrace-cloud/terrace/internal/rehearsal/schemas"
	"github.com/zclconf/go-cty/cty"
)

var (
	typed  = flag.String("typed", "", "folders of the estate to rehearse, whose outputs are held against the types that are inferred; separated by commas")
	mirror = flag.String("mirror", "", "folder of the modules to rehearse with; the stand-ins where it is empty")
)

// TestOutputTypes holds the types that are inferred of outputs against those
// that they have in the states of a rehearsal.
func TestOutputTypes(t *testing.T) {
	if *typed == "" {
		t.Skip("no -typed: make oracle-types")
	}
	store := schemas.Here()
	if store.Empty() {
		t.Fatal("no schema of a provider is kept: run terrace setup first")
	}
	top, terrace := copied(t), filepath.Join(t.TempDir(), "terrace")
	run(t, "../..", "go", "build", "-o", terrace, "./cmd/terrace")
	dirs, with := strings.Split(*typed, ","), "the stand-in modules"
	args := append([]string{"rehearse", "--offline"}, dirs...)
	if *mirror != "" {
		args, with = append(args, "--module-mirror", *mirror), "the real modules"
	}
	run(t, top, terrace, args...)

	lock, err := contract.Open("../../" + contract.FileName)
	if err != nil {
		t.Fatal(err)
	}
	book := infer.NewBook(lock, store)
	e, err := estate.Load(t.Context(), filepath.Join(top, "infrastructure"), estate.Options{})
	if err != nil {
		t.Fatal(err)
	}
	s, err := rehearsal.Stand(top, e.Units)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	var units, outputs, null, parts, any int
	for _, u := range e.Units {
		have, ok := s.Outputs(u.Dir)
		m, err := book.For(u)
		if !ok || m == nil || err != nil {
			continue
		}
		units++
		have, _ = have.UnmarkDeep()
		types := book.Types(m)
		for name := range have.Type().AttributeTypes() {
			outputs++
			v, want := have.GetAttr(name), types[name]
			switch {
			case want == cty.NilType:
				t.Errorf("%s: output %s is not in the contract of its module", u.Path, name)
			case want == cty.DynamicPseudoType:
				any++
			default:
				if want.HasDynamicTypes() {
					parts++
				}
				if v.IsNull() {
					null++
				}
				if at := departs(v, want); at != "" {
					t.Errorf("%s: output %s is %s, inferred is %s: %s", u.Path, name, contract.TypeText(v.Type()), contract.TypeText(want), at)
				}
			}
		}
	}
	if units == 0 {
		t.Fatal("nothing was compared")
	}
	t.Logf("`%s`, rehearsed with %s: %d outputs of %d units; %d with a type (%d of them in parts, %d null), %d without",
		strings.Join(dirs, "`, `"), with, outputs, units, outputs-any, parts, null, any)
}

// departs tells where a value is not of the type that was inferred: a list may
// be a tuple, and a map an object; a null that has no type is of any.
func departs(v cty.Value, want cty.Type) string {
	have := v.Type()
	each := func(of func(key cty.Value) cty.Type) string {
		if v.IsNull() {
			return ""
		}
		for it := v.ElementIterator(); it.Next(); {
			k, x := it.Element()
			if at := departs(x, of(k)); at != "" {
				return fmt.Sprintf("%#v: %s", k, at)
			}
		}
		return ""
	}
	element := func(cty.Value) cty.Type { return want.ElementType() }
	switch {
	case want == cty.DynamicPseudoType || have == cty.DynamicPseudoType && v.IsNull() || have.Equals(want):
		return ""
	case want.IsListType() && (have.IsListType() || have.IsTupleType()),
		want.IsSetType() && (have.IsSetType() || have.Equals(cty.EmptyTuple)),
		want.IsMapType() && (have.IsMapType() || have.IsObjectType()):
		return each(element)
	case want.IsTupleType() && have.IsTupleType() && want.Length() == have.Length():
		return each(func(k cty.Value) cty.Type {
			i, _ := k.AsBigFloat().Int64()
			return want.TupleElementType(int(i))
		})
	case want.IsObjectType() && have.IsObjectType() && slices.Equal(names(want), names(have)):
		return each(func(k cty.Value) cty.Type { return want.AttributeType(k.AsString()) })
	}
	return have.FriendlyName() + " is not " + want.FriendlyName()
}

func names(t cty.Type) (out []string) {
	for name := range t.AttributeTypes() {
		out = append(out, name)
	}
	slices.Sort(out)
	return out
}
