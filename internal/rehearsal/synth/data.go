package synth

import (
	"context"
	"fmt"
	"strings"

	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire"
	"github.com/zclconf/go-cty/cty"
)

// pure are the data sources that the provider answers without calling AWS.
// Source: the provider's own implementation, held by the breadth run: not one
// of them reaches the trap.
var pure = map[string]bool{
	"aws_arn": true, "aws_billing_service_account": true, "aws_cloudfront_log_delivery_canonical_user_id": true,
	"aws_cloudtrail_service_account": true, "aws_default_tags": true, "aws_elastic_beanstalk_hosted_zone": true,
	"aws_elb_hosted_zone_id": true, "aws_elb_service_account": true, "aws_iam_policy_document": true,
	"aws_lb_hosted_zone_id": true, "aws_partition": true, "aws_redshift_service_account": true, "aws_region": true,
	"aws_sagemaker_prebuilt_ecr_image": true, "aws_service": true, "aws_service_principal": true,
}

// PureData tells the data sources that need no cloud: the real provider
// answers them.
func PureData(name string) bool { return pure[name] }

// Data answers a data source: from the fixtures; from the cloud, where an
// object of the like-named type fits all that the configuration asks for; and
// for the rest from what is known of AWS, or by the rules. What was made up by
// rules is listed.
func (m *Maker) Data(ctx context.Context, q Request) (cty.Value, []Assumption, error) {
	f := m.filling(ctx, q, q.Config)
	f.data, f.sdk = true, false
	if err := f.answer(); err != nil {
		return cty.NilVal, nil, err
	}
	v := f.root()
	if f.err != nil {
		return cty.NilVal, nil, fmt.Errorf("%s: %w", q.Type, f.err)
	}
	return v, f.assumptions(), nil
}

// Ephemeral answers an ephemeral resource, in the same way; what it answers is
// never written anywhere.
func (m *Maker) Ephemeral(ctx context.Context, q Request) (cty.Value, error) {
	v, _, err := m.Data(ctx, q)
	return v, err
}

// answer sets what fixtures and cloud say, and opens the rest to the rules.
func (f *filling) answer() error {
	given := map[string]bool{}
	for k, v := range f.values {
		given[k] = !blank(v)
	}
	if err := f.fromFixture(given); err != nil {
		return err
	}
	f.fromCloud(given)
	for _, a := range f.Block.Attrs {
		if v := f.values[a.Name]; !given[a.Name] && v.IsNull() && (a.Computed || a.Name == "id") {
			f.values[a.Name] = cty.UnknownVal(a.Type)
		}
	}
	return nil
}

// Assumption is one value that a data source answered and the rehearsal made
// up: AWS may answer otherwise. A fixture sets it.
type Assumption struct {
	Type      string // "aws_ami"
	Key       string // what was asked: "name=x, owners=[amazon]"
	Attribute string
	Value     string // as JSON; secrets are hidden
}

func (f *filling) assumptions() []Assumption {
	var out []Assumption
	key := asked(f.Block, f.Config)
	for _, a := range f.Block.Attrs {
		v := f.values[a.Name]
		if !f.made[a.Name] || blank(v) || a.Name == "tags" {
			continue
		}
		shown := show(v)
		if v.Type() == cty.String {
			shown = v.AsString()
		}
		if a.Sensitive {
			shown = "(sensitive)"
		}
		out = append(out, Assumption{Type: f.Type, Key: key, Attribute: a.Name, Value: shown})
	}
	return out
}

// asked writes what a configuration asks for.
func asked(b *tfwire.Block, config cty.Value) string {
	var parts []string
	for _, a := range b.Attrs {
		if v := child(config, a.Name); !blank(v) && v.IsWhollyKnown() && !a.Sensitive {
			s := text(v)
			if s == "" {
				s = show(v)
			}
			parts = append(parts, a.Name+"="+s)
		}
	}
	for _, flt := range filters(config) {
		parts = append(parts, flt.name+"="+strings.Join(flt.values, ","))
	}
	return strings.Join(parts, ", ")
}
