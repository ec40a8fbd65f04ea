// Package state holds the rules about where units keep their state.
package state

import (
	"regexp"
	"strings"

	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate"
	"github.com/zclconf/go-cty/cty"
)

// Rules lists the rules of the family.
var Rules = []*rule.Rule{local, unencrypted, unlocked, dynamo, sharedKey, sharedBucket, credentials, weakened, unguarded}

const link = "https://developer.hashicorp.com/terraform/language/backend/s3"

func made(id string, s diag.Severity, protects, fix string, unit func(*rule.Pass, *estate.Unit)) *rule.Rule {
	return &rule.Rule{ID: id, Family: rule.State, Severity: s, Protects: protects, Fix: fix, Link: link, Unit: unit}
}

// s3 passes units whose state is known to lie in S3. A bucket of an emulator on
// the same machine holds nothing worth guarding.
func s3(f func(*rule.Pass, *estate.Unit, *estate.RemoteState)) func(*rule.Pass, *estate.Unit) {
	return func(p *rule.Pass, u *estate.Unit) {
		if r := u.RemoteState; r != nil && r.Backend == "s3" && r.Config != cty.NilVal && r.Config.IsKnown() && !r.Config.IsNull() && !emulated(r.Config) {
			f(p, u, r)
		}
	}
}

var machine = regexp.MustCompile(`^https?://(?:localhost|127\.0\.0\.1|\[::1\]|localstack|minio)(?:[:/]|$)`)

// emulated tells whether the backend leads to this machine.
func emulated(config cty.Value) bool {
	return machine.MatchString(rule.Text(config, "endpoint")) || machine.MatchString(rule.Text(config, "endpoints", "s3"))
}

// setting gives where a setting of a remote state is written, and the object
// that it is or would be written in; nil when it is not a literal object.
func setting(p *rule.Pass, r *estate.RemoteState, name string) (at diag.Pos, value hclsyntax.Expression, in *hclsyntax.ObjectConsExpr) {
	f := p.File(r.Pos.File)
	if f == nil || f.Body == nil {
		return r.Pos, nil, nil
	}
	for _, b := range rule.Blocks(f.Body, "remote_state") {
		if a := b.Body.Attributes["config"]; a != nil && diag.FromRange(b.TypeRange) == r.Pos {
			in, _ = a.Expr.(*hclsyntax.ObjectConsExpr)
		}
	}
	if in == nil {
		return r.Pos, nil, nil
	}
	for _, it := range in.Items {
		if k, ds := it.KeyExpr.Value(nil); !ds.HasErrors() && k.Type() == cty.String && k.AsString() == name {
			return diag.FromRange(it.KeyExpr.Range()), it.ValueExpr, in
		}
	}
	return r.Pos, nil, in
}

// insertion writes an entry into a literal object, behind its last one, indented
// and aligned as that is; nil when the object stands on one line.
func insertion(p *rule.Pass, in *hclsyntax.ObjectConsExpr, name, value string) []rule.Edit {
	if in == nil || len(in.Items) == 0 {
		return nil
	}
	last := in.Items[len(in.Items)-1]
	f := p.File(in.SrcRange.Filename)
	key, end := last.KeyExpr.Range(), last.ValueExpr.Range().End
	if f == nil || end.Line == in.SrcRange.End.Line {
		return nil
	}
	start := f.EndOfLine(end.Line)
	first := f.Line(key.Start.Line)
	indent := first[:len(first)-len(strings.TrimLeft(first, " \t"))]
	if equals := strings.Index(first, "=") - len(indent); equals > len(name) {
		name += strings.Repeat(" ", equals-len(name)-1)
	}
	return []rule.Edit{{File: f.Path, Start: start, End: start, Text: "\n" + indent + name + " = " + value}}
}
