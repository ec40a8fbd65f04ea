package breadth

import (
	"context"
	"errors"
	"regexp"
	"strings"

	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire"
	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire/tfplugin"
	"github.com/zclconf/go-cty/cty"
)

// tries bounds how often a configuration is repaired.
const tries = 12

// configuration makes a minimal configuration that the provider finds valid,
// led by what it says is wrong.
func (r *Runner) configuration(ctx context.Context, kind tfwire.Kind, typ string, b *tfwire.Block) (cty.Value, error) {
	config := minimal(b)
	for _, e := range extras[typ] {
		config = set(b, config, e.path, e.value)
	}
	var last error
	for range tries {
		in, err := tfwire.Encode(config, b.Type)
		if err != nil {
			return config, err
		}
		var resp tfplugin.DiagnosticsResponse
		req := &tfplugin.ValidateRequest{TypeName: typ, Config: in, ClientCapabilities: &tfplugin.Capabilities{WriteOnlyAttributesAllowed: true}}
		if err := r.Real(ctx, "ValidateResourceTypeConfig", req, &resp); err != nil {
			return config, err
		}
		if last = wrong(resp.Diagnostics); last == nil {
			return config, nil
		}
		next := config
		for _, d := range resp.Diagnostics {
			if d.Severity == tfplugin.Diagnostic_ERROR {
				next = repair(b, next, d)
			}
		}
		if next.RawEquals(config) {
			return config, last
		}
		config = next
	}
	return config, errors.Join(errors.New("the repairs do not end"), last)
}

// valueAsked find the first value that a diagnostic offers.
var valueAsked = []*regexp.Regexp{
	regexp.MustCompile(`(?i)one of:? \["?([^\],"]+)`),
	regexp.MustCompile(`(?i)valid values: \["?([^\],"]+)`),
	regexp.MustCompile(`(?i)must be one of:? '?"?([A-Za-z0-9_.-]+)`),
}

// textAsked tell the value from a word in a diagnostic.
var textAsked = []struct{ word, text string }{
	{"is an invalid ARN", anARN}, {"valid ARN", anARN}, {"valid JSON", aPolicy}, {"invalid JSON", aPolicy}, {"JSON", aPolicy},
	{"valid CIDR", "10.0.0.0/24"}, {"IPv4", "10.0.0.10"}, {"12 digit", "123456789012"}, {"account ID", "123456789012"},
	{"RFC3339", "2027-01-01T00:00:00Z"}, {"lowercase alphanumeric", "examplename"}, {"must only contain", "examplename"},
	{"alphanumeric", "examplename"}, {"only letters", "examplename"}, {"must begin with", "examplename"},
	{"must match", "examplename"}, {"invalid value", "examplename"}, {"expected", "examplename"},
}

// together finds the attributes of which one, or all, are wanted.
var together = regexp.MustCompile("(?i)(?:one of|all of|either|combination of|of these attributes)[^`\\[]*[`\\[]([^`\\]]+)[`\\]]")

// repair changes a configuration as a diagnostic asks, or leaves it.
func repair(b *tfwire.Block, config cty.Value, d *tfplugin.Diagnostic) cty.Value {
	text := d.Summary + " " + d.Detail
	steps := d.GetAttribute().GetSteps()
	if m := together.FindStringSubmatch(text); m != nil && strings.Contains(text, "`"+m[1]+"`") || m != nil && strings.Contains(text, "ttribute") && strings.Contains(m[1], "<") {
		for _, name := range strings.FieldsFunc(m[1], func(r rune) bool { return strings.ContainsRune(" ,<>.\"", r) }) {
			if next := set(b, config, name, ""); !next.RawEquals(config) {
				return next
			}
		}
	}
	value := ""
	for _, re := range valueAsked {
		if m := re.FindStringSubmatch(text); m != nil {
			if f := strings.Fields(m[1]); len(f) > 0 {
				value = strings.Trim(f[0], `",'`)
				break
			}
		}
	}
	if value == "" {
		for _, t := range textAsked {
			if strings.Contains(text, t.word) {
				value = t.text
				break
			}
		}
	}
	if value == "" || len(steps) == 0 {
		return config
	}
	return put(config, steps, value)
}

// put sets a text at a path; sets are changed in all their elements.
func put(v cty.Value, steps []*tfplugin.Step, text string) cty.Value {
	if len(steps) == 0 {
		switch {
		case v.IsNull():
			return v
		case v.Type() == cty.String:
			return cty.StringVal(text)
		case v.Type().IsListType() && v.Type().ElementType() == cty.String:
			return cty.ListVal([]cty.Value{cty.StringVal(text)})
		case v.Type().IsSetType() && v.Type().ElementType() == cty.String:
			return cty.SetVal([]cty.Value{cty.StringVal(text)})
		}
		return v
	}
	if v.IsNull() || !v.IsKnown() {
		return v
	}
	t := v.Type()
	if name := steps[0].GetAttributeName(); t.IsObjectType() && t.HasAttribute(name) {
		m := v.AsValueMap()
		m[name] = put(m[name], steps[1:], text)
		return cty.ObjectVal(m)
	}
	if !t.IsListType() && !t.IsSetType() || v.LengthInt() == 0 {
		return v
	}
	l := v.AsValueSlice()
	for i := range l {
		l[i] = put(l[i], steps[1:], text)
	}
	if t.IsListType() {
		return cty.ListVal(l)
	}
	return cty.SetVal(l)
}

// set gives an attribute or a block a value where it has none; with text that
// text.
func set(b *tfwire.Block, config cty.Value, name, text string) cty.Value {
	m := config.AsValueMap()
	if a := b.Attr(name); a != nil {
		switch {
		case text != "" && a.Type == cty.String:
			m[name] = cty.StringVal(text)
		case !m[name].IsNull():
			return config
		default:
			m[name] = sample(name, a.Type)
		}
		return cty.ObjectVal(m)
	}
	for _, n := range b.Nested {
		if n.Name == name && (m[name].IsNull() || m[name].CanIterateElements() && m[name].LengthInt() == 0) {
			m[name] = nested(n, 1)
			return cty.ObjectVal(m)
		}
	}
	return config
}

// extra is what a type needs beyond its schema's requirements, and which no
// diagnostic tells.
type extra struct{ path, value string }

var extras = map[string][]extra{}
