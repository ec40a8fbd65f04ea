package synth

import (
	"regexp"
	"strings"

	"github.com/terrace-cloud/terrace/internal/rehearsal/cloud"
	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire"
	"github.com/zclconf/go-cty/cty"
)

// spot is one unknown attribute: its schema, its path in the object ("a.0.b"),
// and what stood there before.
type spot struct {
	*tfwire.Attr
	path  string
	prior cty.Value
}

func (s spot) top() bool { return !strings.Contains(s.path, ".") }

// rule makes a value for a spot, or leaves it to the next.
type rule func(*filling, spot) (cty.Value, bool)

// rules are tried in order. What a plan knows never comes here.
func rules() [10]rule {
	return [...]rule{
		tagsAll,     // default tags and tags
		liveLine,    // lines that hold on update as well
		keepPrior,   // an update keeps what was; versions move on
		statedLine,  // lines of the tables
		silence,     // data sources: what neither cloud nor tables know
		plainID,     // ids and ARNs of types without a line
		fromPrefix,  // name_prefix -> name
		byNoun,      // what an attribute's name tells
		optionalGap, // optional, and nobody knows: null
		byShape,     // what is left: by type alone
	}
}

func (f *filling) make(s spot) cty.Value {
	for _, r := range rules() {
		v, ok := r(f, s)
		if !ok {
			continue
		}
		if !v.Type().Equals(s.Type) {
			v = typed(v, s.Type)
		}
		if s.top() && !f.sure[s.Name] {
			f.made[s.Name] = true
		}
		return v
	}
	return cty.NullVal(s.Type)
}

// tagsAll: what the object's tags are with the provider's default tags, an
// empty tag among them; of a map that is known but for empty tags, these.
func tagsAll(f *filling, s spot) (cty.Value, bool) {
	if key, one := strings.CutPrefix(s.path, "tags_all."); one && s.Type == cty.String {
		if v, ok := f.allTags()[key]; ok {
			return v, true
		}
		return cty.NilVal, false
	}
	if s.path != "tags_all" || !s.Type.IsMapType() {
		return cty.NilVal, false
	}
	if all := f.allTags(); len(all) > 0 {
		return cty.MapVal(all), true
	}
	return cty.MapValEmpty(cty.String), true
}

func (f *filling) allTags() map[string]cty.Value {
	all := map[string]cty.Value{}
	for k, v := range f.DefaultTags {
		all[k] = cty.StringVal(v)
	}
	if t := f.values["tags"]; t != cty.NilVal && t.IsKnown() && !t.IsNull() {
		for k, v := range t.AsValueMap() {
			all[k] = v
		}
	}
	return all
}

var index = regexp.MustCompile(`\.\d+`)

// stated finds the line that speaks of a spot: by its type, else for all types.
// A data source without a line of its own has that of the like-named resource.
func (f *filling) stated(s spot) (line, bool) {
	path := index.ReplaceAllString(s.path, ".*")
	t := f.maker.tables
	if f.data {
		if l, ok := f.firstLine(t.data, f.Type, path); ok {
			return l, true
		}
		if l, ok := f.firstLine(t.data, "*", path); ok {
			return l, true
		}
		l := f.like()
		if len(l.lists) > 0 { // a list of objects is none of them
			return line{}, false
		}
		return f.firstLine(t.lines, l.typ, path)
	}
	if l, ok := f.firstLine(t.lines, f.Type, path); ok {
		return l, true
	}
	return f.firstLine(t.lines, "*", path)
}

func (f *filling) firstLine(from map[string][]line, typ, path string) (line, bool) {
	for _, l := range from[typ+"."+path] {
		if f.holds(l) {
			return l, true
		}
	}
	return line{}, false
}

func liveLine(f *filling, s spot) (cty.Value, bool) {
	if l, ok := f.stated(s); ok && l.live {
		return f.state(l.value, s)
	}
	return cty.NilVal, false
}

func statedLine(f *filling, s spot) (cty.Value, bool) {
	l, ok := f.stated(s)
	if !ok {
		return cty.NilVal, false
	}
	if l.known && s.top() {
		f.sure[s.Name] = true
	}
	v, ok := f.state(l.value, s)
	if s.path == "id" && ok && blank(v) { // an id made of what is not set
		return cty.NilVal, false
	}
	return v, ok
}

// moving are the attributes that an update changes.
var moving = map[string]bool{"etag": true, "revision": true, "revision_id": true, "lock_token": true, "last_modified": true, "version_id": true}

// keepPrior keeps what was, so that an update looks like one; numbers that
// count versions grow by one.
func keepPrior(f *filling, s spot) (cty.Value, bool) {
	if s.prior == cty.NilVal || s.prior.IsNull() || !s.prior.IsWhollyKnown() || !s.prior.Type().Equals(s.Type) {
		return cty.NilVal, false
	}
	if s.Type == cty.Number && strings.Contains(s.Name, "version") {
		return s.prior.Add(cty.NumberIntVal(1)), true
	}
	if moving[s.Name] || strings.HasPrefix(s.Name, "qualified_") || s.Type == cty.String && s.prior.AsString() == "" {
		return cty.NilVal, false
	}
	return s.prior, true
}

// silence keeps a data source from telling stories: of an object that stands in
// the cloud, or one that the tables describe, what they do not say is empty.
func silence(f *filling, s spot) (cty.Value, bool) {
	if !f.data || s.path == "id" || !f.found && !f.maker.tables.curated[f.Type] {
		return cty.NilVal, false
	}
	f.sure[s.Name] = true
	if s.Type.IsPrimitiveType() {
		return zero(s.Type), true
	}
	return none(s.Type), true
}

// plainID gives types without a line an id and an ARN of the usual shape.
func plainID(f *filling, s spot) (cty.Value, bool) {
	if s.Type != cty.String {
		return cty.NilVal, false
	}
	switch s.path {
	case "id":
		if len(f.like().lists) > 0 && f.data { // a plural data source has its region for an id
			f.sure["id"] = true
			return cty.StringVal(f.Region), true
		}
		return cty.StringVal(f.plainID()), true
	case "arn":
		return cty.StringVal(f.plainARN()), true
	}
	return cty.NilVal, false
}

func (f *filling) plainID() string {
	for _, name := range []string{"arn", "name", "identifier", "bucket"} {
		if f.Block.Attr(name) == nil || f.data {
			continue
		}
		if v := f.text(name); v != "" {
			return v
		}
	}
	return f.noun() + "-" + f.random(hexDigits, "id", 17)
}

func (f *filling) plainARN() string {
	name := f.text("name")
	if name == "" {
		name = f.random(hexDigits, "arn", 17)
	}
	return "arn:" + cloud.Partition(f.Region) + ":" + service(f.Type) + ":" + f.Region + ":" + f.Account + ":" + f.noun() + "/" + name
}

// noun is what the type is called within its service.
func (f *filling) noun() string {
	n := strings.TrimPrefix(f.Type, "aws_")
	n = strings.TrimPrefix(n, service(f.Type)+"_")
	return strings.ReplaceAll(n, "_", "-")
}

// stamp is the time in the names that the provider makes from a prefix.
const stamp = "20260101000000"

// fromPrefix makes a name as the provider does: prefix, time and a counter.
// Source: https://developer.hashicorp.com/terraform/plugin/sdkv2 (package id)
func fromPrefix(f *filling, s spot) (cty.Value, bool) {
	if s.Type != cty.String || !s.top() || f.data {
		return cty.NilVal, false
	}
	if p := f.text(s.Name + "_prefix"); p != "" {
		return cty.StringVal(p + stamp + f.random(decimals, s.path, 12)), true
	}
	if f.sdk && s.Optional && (named[s.Name] || f.Block.Attr(s.Name+"_prefix") != nil) {
		return cty.StringVal("terraform-" + stamp + f.random(decimals, s.path, 12)), true
	}
	return cty.NilVal, false
}

var named = map[string]bool{"name": true, "identifier": true, "cluster_identifier": true, "bucket": true}

// byNoun asks the table of names.
func byNoun(f *filling, s spot) (cty.Value, bool) {
	for i := range f.maker.tables.nouns {
		n := &f.maker.tables.nouns[i]
		if s.Optional && !n.always && !f.data || n.exclude[s.Name] || s.Name != n.name && !(n.suffix && strings.HasSuffix(s.Name, n.name)) {
			continue
		}
		if s.Type != cty.String && (n.value.text != nil || n.value.isList && !s.Type.IsListType() && !s.Type.IsSetType()) {
			continue
		}
		return f.state(n.value, s)
	}
	return cty.NilVal, false
}

// optionalGap: what could have been set, was not, and nobody knows, is null,
// never "" or 0.
func optionalGap(f *filling, s spot) (cty.Value, bool) {
	if !s.Optional || s.path == "id" {
		return cty.NilVal, false
	}
	if s.Type.IsPrimitiveType() {
		return cty.NullVal(s.Type), true
	}
	return none(s.Type), true
}

// byShape is the last resort: a word for a string, zero for a number, one
// element for a list of objects that only AWS writes.
func byShape(f *filling, s spot) (cty.Value, bool) {
	t := s.Type
	switch {
	case t == cty.String:
		return cty.StringVal(s.Name + "-" + f.random(hexDigits, s.path, 8)), true
	case t == cty.Number:
		if strings.Contains(s.Name, "version") {
			return cty.NumberIntVal(1), true
		}
		return cty.NumberIntVal(0), true
	case t == cty.Bool:
		return cty.False, true
	case t.IsObjectType():
		return f.madeObject(t, s.path), true
	case (t.IsListType() || t.IsSetType()) && t.ElementType().IsObjectType():
		return f.one(s), true
	}
	return none(t), true
}

// one gives a collection with one object in it, made up by the rules.
func (f *filling) one(s spot) cty.Value {
	if !s.Type.IsListType() && !s.Type.IsSetType() || !s.Type.ElementType().IsObjectType() {
		return none(s.Type)
	}
	return sequence(s.Type, []cty.Value{f.madeObject(s.Type.ElementType(), s.path+".0")})
}

// madeObject makes an object of type t up, attribute by attribute.
func (f *filling) madeObject(t cty.Type, path string) cty.Value {
	m := map[string]cty.Value{}
	for k, at := range t.AttributeTypes() {
		m[k] = cty.UnknownVal(at)
	}
	return f.inside(cty.ObjectVal(m), cty.NilVal, path)
}
