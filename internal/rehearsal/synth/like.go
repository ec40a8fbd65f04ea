package synth

import (
	"fmt"
	"path"
	"strings"

	"github.com/terrace-cloud/terrace/internal/rehearsal/cloud"
	"github.com/zclconf/go-cty/cty"
)

// like tells which resource answers a data source, where their names differ.
type like struct {
	typ     string
	attrs   map[string]string // the data source's attribute -> the resource's
	lists   map[string]string // a list of the data source -> the attribute it collects
	filters map[string]string // a filter's name -> the resource's attribute
}

// likeLine reads "data source | resource | theirs=ours list[]=ours filter:name=ours".
func likeLine(t *tables, cols []string) error {
	if len(cols) != 3 {
		return fmt.Errorf("want data source | resource | names, have %d columns", len(cols))
	}
	l := like{typ: cols[1], attrs: map[string]string{}, lists: map[string]string{}, filters: map[string]string{}}
	for _, kv := range strings.Fields(cols[2]) {
		k, v, ok := strings.Cut(kv, "=")
		if !ok {
			return fmt.Errorf("%q is not theirs=ours", kv)
		}
		if name, ok := strings.CutSuffix(k, "[]"); ok {
			l.lists[name] = v
		} else if name, ok := strings.CutPrefix(k, "filter:"); ok {
			l.filters[name] = v
		} else {
			l.attrs[k] = v
		}
	}
	if _, ok := t.likes[cols[0]]; ok {
		return fmt.Errorf("%s has a line already", cols[0])
	}
	t.likes[cols[0]] = l
	return nil
}

// like gives the resource that answers the data source at work.
func (f *filling) like() like {
	l, ok := f.maker.tables.likes[f.Type]
	if !ok {
		l.typ = f.Type
	}
	return l
}

// fromCloud answers from the objects of the like-named type that fit: a plural
// data source collects them all, a singular one shows the newest.
func (f *filling) fromCloud(given map[string]bool) {
	l := f.like()
	found := f.fitting(l, given)
	if f.found = len(found) > 0; !f.found {
		return
	}
	for list, attr := range l.lists {
		a := f.Block.Attr(list)
		if a == nil || given[list] || !a.Type.IsListType() && !a.Type.IsSetType() {
			continue
		}
		var vs []cty.Value
		for _, o := range found {
			if v := child(o, attr); v != cty.NilVal && !v.IsNull() {
				vs = append(vs, typed(v, a.Type.ElementType()))
			}
		}
		f.values[list] = sequence(a.Type, vs)
		given[list] = true
	}
	if len(l.lists) > 0 {
		return
	}
	newest := found[len(found)-1]
	for _, a := range f.Block.Attrs {
		if given[a.Name] {
			continue
		}
		name := a.Name
		if ours, ok := l.attrs[name]; ok {
			name = ours
		}
		if v := child(newest, name); v != cty.NilVal && !v.IsNull() {
			if v = typed(v, a.Type); !v.IsNull() {
				f.values[a.Name] = v
				given[a.Name] = true
			}
		}
	}
}

// fitting gives the objects that are all that the configuration asks for, in
// the order in which they were written.
func (f *filling) fitting(l like, given map[string]bool) []cty.Value {
	list := f.here(l.typ, func(*cloud.Object) bool { return true })
	bySerial(list)
	var out []cty.Value
	for i := range list {
		if v := object(&list[i]); v != cty.NilVal && f.fits(l, v, given) {
			out = append(out, v)
		}
	}
	return out
}

func (f *filling) fits(l like, o cty.Value, given map[string]bool) bool {
	for _, a := range f.Block.Attrs {
		if !given[a.Name] {
			continue
		}
		name := a.Name
		if ours, ok := l.attrs[name]; ok {
			name = ours
		}
		want := child(f.Config, a.Name)
		if special, ok := peculiar[f.Type+"."+a.Name]; ok {
			if !special(f, o, want) {
				return false
			}
			continue
		}
		have := child(o, name)
		if want == cty.NilVal || have == cty.NilVal {
			continue // not a property of the object, as "most_recent"
		}
		if want.Type().IsMapType() {
			if !covers(have, want) {
				return false
			}
			continue
		}
		if want.Type().IsPrimitiveType() && !same(text(want), text(have)) {
			return false
		}
	}
	for _, flt := range filters(f.Config) {
		if !flt.holds(l, o) {
			return false
		}
	}
	return true
}

// covers tells whether the tags of an object hold all that are wanted.
func covers(have, want cty.Value) bool {
	for k, v := range want.AsValueMap() {
		if text(entry(have, k)) != text(v) {
			return false
		}
	}
	return true
}

// entry gives a key of a map or object.
func entry(v cty.Value, key string) cty.Value {
	if v == cty.NilVal || v.IsNull() || !v.IsKnown() || !v.Type().IsMapType() && !v.Type().IsObjectType() {
		return cty.NilVal
	}
	return v.AsValueMap()[key]
}

// same compares as AWS does where it takes more than one form: a name with or
// without the final dot, an object's name or its ARN.
func same(want, have string) bool {
	if want == have || strings.TrimSuffix(want, ".") == strings.TrimSuffix(have, ".") {
		return true
	}
	if want == "" || !strings.HasPrefix(have, "arn:") {
		return strings.HasPrefix(want, "arn:") && have != "" && strings.HasSuffix(want, "/"+have)
	}
	if strings.HasSuffix(have, "/"+want) || strings.HasSuffix(have, ":"+want) {
		return true
	}
	_, secret, ok := strings.Cut(have, ":secret:") // six random letters follow a secret's name
	return ok && len(secret) == len(want)+7 && strings.HasPrefix(secret, want+"-")
}

// filter is one filter block of a data source.
type filter struct {
	name   string
	values []string
}

func filters(config cty.Value) []filter {
	var out []filter
	for _, block := range []string{"filter", "filters"} {
		v := child(config, block)
		if v == cty.NilVal || v.IsNull() || !v.IsWhollyKnown() || !v.CanIterateElements() || v.Type().IsObjectType() {
			continue
		}
		for it := v.ElementIterator(); it.Next(); {
			_, x := it.Element()
			out = append(out, filter{text(child(x, "name")), texts(child(x, "values"))})
		}
	}
	return out
}

// holds tells whether an object passes a filter; a filter on what the cloud
// does not know of an object lets it pass.
func (t filter) holds(l like, o cty.Value) bool {
	have := cty.NilVal
	if key, ok := strings.CutPrefix(t.name, "tag:"); ok {
		if have = entry(child(o, "tags"), key); have == cty.NilVal {
			if have = entry(child(o, "tags_all"), key); have == cty.NilVal {
				return false
			}
		}
	} else {
		name, ok := l.filters[t.name]
		if !ok {
			name = strings.ReplaceAll(t.name, "-", "_")
		}
		if have = child(o, name); have == cty.NilVal {
			return true
		}
	}
	all := texts(have)
	if have.Type().IsPrimitiveType() {
		all = []string{text(have)}
	}
	for _, want := range t.values {
		for _, h := range all {
			if ok, err := path.Match(want, h); want == h || ok && err == nil {
				return true
			}
		}
	}
	return false
}

// peculiar are the arguments of data sources that are not an attribute of the
// object they find.
var peculiar = map[string]func(f *filling, o, want cty.Value) bool{
	"aws_route53_zone.private_zone": func(_ *filling, o, want cty.Value) bool { return want.True() != blank(child(o, "vpc")) },
	"aws_route53_zone.vpc_id": func(_ *filling, o, want cty.Value) bool {
		vpcs := child(o, "vpc")
		if blank(vpcs) {
			return false
		}
		for it := vpcs.ElementIterator(); it.Next(); {
			_, x := it.Element()
			if text(child(x, "vpc_id")) == text(want) {
				return true
			}
		}
		return false
	},
	"aws_kms_key.key_id": func(f *filling, o, want cty.Value) bool {
		id := text(want)
		if i := strings.Index(id, "alias/"); i >= 0 {
			id = text(child(f.find("aws_kms_alias", "name", id[i:]), "target_key_id"))
		}
		return same(id, text(child(o, "key_id"))) || same(id, text(child(o, "arn")))
	},
	"aws_route_table.subnet_id": func(f *filling, o, want cty.Value) bool {
		return text(child(f.find("aws_route_table_association", "subnet_id", text(want)), "route_table_id")) == text(child(o, "id"))
	},
	"aws_iam_policy.path_prefix": func(_ *filling, o, want cty.Value) bool {
		return strings.HasPrefix(text(child(o, "path")), text(want))
	},
}
