package provider

import (
	"context"
	"net"
	"sync"

	"github.com/terrace-cloud/terrace/internal/rehearsal/realprov"
	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire"
	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire/tfplugin"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/msgpack"
)

// place is what one provider configuration says of where things are made.
type place struct {
	account, region string
	unit            string            // owner of what is made
	tags            map[string]string // default_tags; never changed
	ignore          ignored           // tags that are not read
	set             realprov.Settings // what the real provider is configured with
}

// conn is one connection, that is one provider configuration.
type conn struct {
	from Caller
	mu   sync.Mutex
	now  place
}

// The place of a session that names none: the account of AWS's own examples,
// and the region that AWS falls back to.
const (
	anyAccount = "111122223333"
	anyRegion  = "us-east-1"
)

func newConn(s Session, addr net.Addr) *conn {
	var from Caller
	if a, ok := addr.(peerAddr); ok {
		from = a.from
	}
	return &conn{from: from, now: place{account: first(s.Account, anyAccount), region: first(s.Region, anyRegion), unit: s.owner(from)}}
}

func (c *conn) place() place {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *conn) move(p place) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = p
}

// kept are the arguments of a provider configuration that change a plan; every
// other one could reach out, and is left empty.
var kept = map[string]bool{"region": true, "default_tags": true, "ignore_tags": true, "s3_use_path_style": true, "s3_us_east_1_regional_endpoint": true}

// given are the arguments that keep the real provider from reaching out. The
// ones that a version does not have are passed over.
var given = map[string]cty.Value{
	"access_key": cty.StringVal("AKIAREHEARSAL0000000"), "secret_key": cty.StringVal("rehearsal"),
	"skip_credentials_validation": cty.True, "skip_requesting_account_id": cty.True, "skip_region_validation": cty.True,
	"skip_metadata_api_check": cty.StringVal("true"), "max_retries": cty.NumberIntVal(1),
}

func (e *Endpoint) configure(ctx context.Context, c *conn, in *tfwire.Raw) (any, error) {
	var req tfplugin.ConfigureRequest
	if err := in.Decode(&req); err != nil {
		return nil, err
	}
	b, err := e.host.schemas.Block(tfwire.Provider, "")
	if err != nil {
		return nil, err
	}
	v, err := tfwire.Decode(req.Config, b.Type)
	if err != nil {
		return nil, err
	}
	if v.IsNull() || !v.IsKnown() {
		return &tfplugin.DiagnosticsResponse{Diagnostics: e.refuse(refusal{summary: "The provider has no configuration"})}, nil
	}
	args := v.AsValueMap()
	p := place{account: first(e.session.Account, anyAccount), unit: c.place().unit}
	p.region = first(tfwire.Str(v, "region"), e.session.Region, anyRegion)
	var no *refusal
	if p.account, no = accountOf(args, p.account); no != nil {
		return &tfplugin.DiagnosticsResponse{Diagnostics: e.refuse(*no)}, nil
	}
	p.tags, p.ignore = defaultTags(args), ignoredTags(args)
	config, err := msgpack.Marshal(harmless(args, p.region), b.Type)
	if err != nil {
		return nil, err
	}
	p.set = realprov.NewSettings(config)
	c.move(p)
	if err := e.host.Real.Configure(ctx, p.set); err != nil {
		return &tfplugin.DiagnosticsResponse{Diagnostics: e.failure(err)}, nil
	}
	return &tfplugin.DiagnosticsResponse{}, nil
}

// harmless is a provider configuration with all in it that could reach out
// left away.
func harmless(args map[string]cty.Value, region string) cty.Value {
	out := map[string]cty.Value{}
	for k, x := range args {
		switch t := x.Type(); {
		case kept[k]:
			out[k] = x
		case t.IsListType():
			out[k] = cty.ListValEmpty(t.ElementType())
		case t.IsSetType():
			out[k] = cty.SetValEmpty(t.ElementType())
		default:
			out[k] = cty.NullVal(t)
		}
		if g, ok := given[k]; ok && g.Type().Equals(x.Type()) {
			out[k] = g
		}
	}
	if _, ok := args["region"]; ok {
		out["region"] = cty.StringVal(region)
	}
	return cty.ObjectVal(out)
}

func defaultTags(args map[string]cty.Value) map[string]string {
	out := map[string]string{}
	for _, d := range blocks(args["default_tags"]) {
		if t := member(d, "tags"); t != cty.NilVal && t.IsWhollyKnown() && !t.IsNull() {
			for k, v := range t.AsValueMap() {
				if !v.IsNull() {
					out[k] = v.AsString()
				}
			}
		}
	}
	return out
}

// blocks gives the elements of a nested block's value; none when it is missing.
func blocks(v cty.Value) []cty.Value {
	if v == cty.NilVal || v.IsNull() || !v.IsKnown() || !v.CanIterateElements() {
		return nil
	}
	return v.AsValueSlice()
}

// member gives an attribute of a known object, else NilVal.
func member(v cty.Value, name string) cty.Value {
	if v.IsNull() || !v.IsKnown() || !v.Type().IsObjectType() || !v.Type().HasAttribute(name) {
		return cty.NilVal
	}
	return v.GetAttr(name)
}

// first gives the first text that is not empty.
func first(texts ...string) string {
	for _, s := range texts {
		if s != "" {
			return s
		}
	}
	return ""
}
