package cloud

import (
	"math/big"
	"slices"
	"strings"

	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire"
	"github.com/zclconf/go-cty/cty"
)

// Ident gives the id that an object is found under: the same for Terraform's
// state, a plan's prior value, and the cloud. Types whose `id` repeats within
// an account and region have a row in tables/ident.txt; else it is `id`, unless
// the type has revisions; else `arn`; else the required strings together. It is
// empty while none of these is known.
func Ident(b *tfwire.Block, typ string, v cty.Value) string {
	if v == cty.NilVal || v.IsNull() || !v.IsKnown() {
		return ""
	}
	if attrs, ok := tables().ident[typ]; ok {
		if id, ok := joined(v, attrs, ","); ok {
			return id
		}
	}
	if id := tfwire.Str(v, "id"); id != "" && !revised(b, v) {
		return id
	}
	if arn := tfwire.Str(v, "arn"); arn != "" {
		return arn
	}
	if b == nil {
		return tfwire.Str(v, "id")
	}
	var parts []string
	for _, a := range b.Attrs {
		if s, ok := text(v, a.Name); a.Required && ok && s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, ",")
}

// revised tells a type whose revisions are objects of their own under one id.
func revised(b *tfwire.Block, v cty.Value) bool {
	if b != nil {
		return b.Attr("revision") != nil && b.Attr("arn") != nil
	}
	return v.Type().IsObjectType() && v.Type().HasAttribute("revision") && v.Type().HasAttribute("arn")
}

// Natural gives the name that AWS refuses to have twice, and the scope within
// which it does (see [Object]); both empty where no row of tables/natural.txt
// knows of one, or where the name is not known. A parent's scope is the id of
// the parent. account and region are those of the object.
func Natural(typ string, v cty.Value, account, region string) (name, scope string) {
	r, ok := tables().natural[typ]
	if !ok || v == cty.NilVal || v.IsNull() || !v.IsKnown() {
		return "", ""
	}
	scope = r.scope
	if parent, ok := strings.CutPrefix(r.scope, "parent:"); ok {
		if scope, ok = joined(v, strings.Split(parent, ","), ","); !ok {
			return "", ""
		}
	}
	if name, ok = joined(v, r.name, " "); !ok {
		return "", ""
	}
	return name, scope
}

// RegionOf gives the region that an object of that type lives in when a
// provider of that region makes it: "global" for services that have one
// control plane for all regions.
func RegionOf(typ, region string) string {
	if tables().global.match(typ) {
		return "global"
	}
	return region
}

// Shared tells the types that make nothing: they adopt what stands already, so
// that creating one that stands is not refused.
func Shared(typ string) bool { return tables().shared.match(typ) }

// Silent tells the types where AWS overwrites what stands under the same name
// without a word. A second owner is refused all the same: each apply of the one
// would undo the other.
func Silent(typ string) bool { return tables().natural[typ].silent }

// Overwrites tells whether the object asks to take the place of what stands.
func Overwrites(v cty.Value) bool {
	for _, a := range []string{"allow_overwrite", "overwrite"} {
		if s, _ := text(v, a); s == "true" {
			return true
		}
	}
	return false
}

// Partition gives the AWS partition of a region; "global" counts to "aws".
func Partition(region string) string {
	for _, p := range tables().partitions {
		if strings.HasPrefix(region, p.prefix) {
			return p.name
		}
	}
	return "aws"
}

// family is the type under whose names an object is filed: types that share
// one name space have one family.
func family(typ string) string {
	if f := tables().natural[typ].family; f != "" {
		return f
	}
	return typ
}

// joined puts the values of attributes together. Each is written as in the
// tables: alternatives with "/", the first one set wins; a leading "~" makes it
// lower case, "@" a name of the DNS; a trailing "?" lets it be empty; "=word"
// is the word itself. ok is false when one that is needed is not set.
func joined(v cty.Value, attrs []string, with string) (s string, ok bool) {
	parts := make([]string, len(attrs))
	for i, a := range attrs {
		a, optional := strings.CutSuffix(a, "?")
		if word, ok := strings.CutPrefix(a, "="); ok {
			parts[i] = word
			continue
		}
		how := strings.TrimLeft(a, "~@")
		for _, path := range strings.Split(how, "/") {
			if parts[i], ok = text(v, path); !ok {
				return "", false
			}
			if parts[i] != "" {
				break
			}
		}
		switch {
		case parts[i] == "" && !optional:
			return "", false
		case a[0] == '~':
			parts[i] = strings.ToLower(parts[i])
		case a[0] == '@':
			parts[i] = strings.ReplaceAll(strings.TrimSuffix(strings.ToLower(parts[i]), "."), `\052`, "*")
		}
	}
	return strings.Join(parts, with), true
}

// text gives a string, number or bool of an object; "a.b" goes into the only
// element of block a. It is "" when it is null or not there; ok is false when
// it is not known yet.
func text(v cty.Value, path string) (s string, ok bool) {
	name, rest, deeper := strings.Cut(path, ".")
	if v == cty.NilVal || v.IsNull() || !v.Type().IsObjectType() || !v.Type().HasAttribute(name) {
		return "", true
	}
	a := v.GetAttr(name)
	switch {
	case !a.IsKnown():
		return "", false
	case a.IsNull():
		return "", true
	case deeper && (a.Type().IsListType() || a.Type().IsSetType() || a.Type().IsTupleType()):
		if a.LengthInt() == 0 {
			return "", true
		}
		return text(a.AsValueSlice()[0], rest)
	case deeper:
		return text(a, rest)
	case a.Type() == cty.String:
		return a.AsString(), true
	case a.Type() == cty.Bool:
		return map[bool]string{true: "true", false: "false"}[a.True()], true
	case a.Type() == cty.Number:
		return numberText(a.AsBigFloat()), true
	case a.Type().IsListType() || a.Type().IsSetType() || a.Type().IsTupleType():
		return listText(a)
	}
	return "", true
}

// listText gives the texts in a list, whatever their order in it.
func listText(v cty.Value) (s string, ok bool) {
	var all []string
	for _, x := range v.AsValueSlice() {
		if !x.IsKnown() {
			return "", false
		}
		if x.Type() == cty.String && !x.IsNull() {
			all = append(all, x.AsString())
		}
	}
	slices.Sort(all)
	return strings.Join(all, ","), true
}

func numberText(f *big.Float) string { return f.Text('f', -1) }
