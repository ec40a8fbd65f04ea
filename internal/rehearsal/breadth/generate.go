package breadth

import (
	"strings"

	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire"
	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire/tfplugin"
	"github.com/zclconf/go-cty/cty"
)

// minimal gives a configuration with what a schema requires, and nothing else.
func minimal(b *tfwire.Block) cty.Value {
	m := map[string]cty.Value{}
	for _, a := range b.Attrs {
		m[a.Name] = cty.NullVal(a.Type)
		if a.Required {
			m[a.Name] = sample(a.Name, a.Type)
		}
	}
	for _, n := range b.Nested {
		m[n.Name] = nested(n, int(n.Min))
	}
	return cty.ObjectVal(m)
}

// nested gives n minimal blocks.
func nested(n *tfwire.Nested, count int) cty.Value {
	t := n.Block.Type
	switch n.Nesting {
	case tfplugin.NestedBlock_MAP:
		return cty.MapValEmpty(t)
	case tfplugin.NestedBlock_LIST, tfplugin.NestedBlock_SET:
		list := n.Nesting == tfplugin.NestedBlock_LIST
		if count == 0 && list {
			return cty.ListValEmpty(t)
		} else if count == 0 {
			return cty.SetValEmpty(t)
		}
		l := make([]cty.Value, count)
		for i := range l {
			l[i] = minimal(n.Block)
		}
		if list {
			return cty.ListVal(l)
		}
		return cty.SetVal(l)
	}
	if count > 0 {
		return minimal(n.Block)
	}
	return cty.NullVal(t)
}

// sample gives a value for an attribute, from its name.
func sample(name string, t cty.Type) cty.Value {
	switch {
	case t == cty.String:
		return cty.StringVal(sampleText(name))
	case t == cty.Number:
		return cty.NumberIntVal(1)
	case t == cty.Bool:
		return cty.True
	case t.IsListType():
		return cty.ListVal([]cty.Value{sample(name, t.ElementType())})
	case t.IsSetType():
		return cty.SetVal([]cty.Value{sample(name, t.ElementType())})
	case t.IsMapType():
		return cty.MapVal(map[string]cty.Value{"k": sample(name, t.ElementType())})
	case t.IsObjectType():
		m := map[string]cty.Value{}
		for k, x := range t.AttributeTypes() {
			m[k] = sample(k, x)
		}
		return cty.ObjectVal(m)
	}
	return cty.NullVal(t)
}

const (
	anARN    = "arn:aws:iam::123456789012:role/example"
	aPolicy  = `{"Version":"2012-10-17","Statement":[]}`
	fallback = "example-name1"
)

// samples are texts by the end, or by any part ("~"), of an attribute's name;
// the first that fits counts.
var samples = []struct{ part, text string }{
	{"security_group_id", "sg-0123456789abcdef0"}, {"route_table_id", "rtb-0123456789abcdef0"},
	{"network_acl_id", "acl-0123456789abcdef0"}, {"vpc_endpoint_id", "vpce-0123456789abcdef0"},
	{"vpc_id", "vpc-0123456789abcdef0"}, {"subnet_id", "subnet-0123456789abcdef0"},
	{"network_interface_id", "eni-0123456789abcdef0"}, {"allocation_id", "eipalloc-0123456789abcdef0"},
	{"association_id", "assoc-0123456789abcdef0"}, {"instance_id", "i-0123456789abcdef0"},
	{"volume_id", "vol-0123456789abcdef0"}, {"image_id", "ami-0123456789abcdef0"},
	{"dhcp_options_id", "dopt-0123456789abcdef0"}, {"prefix_list_id", "pl-0123456789abcdef0"},
	{"transit_gateway_id", "tgw-0123456789abcdef0"}, {"nat_gateway_id", "nat-0123456789abcdef0"},
	{"internet_gateway_id", "igw-0123456789abcdef0"}, {"zone_id", "Z0123456789ABCDEFGHIJ"},
	{"arn", anARN}, {"~policy", aPolicy}, {"json", aPolicy}, {"document", aPolicy}, {"_body", aPolicy}, {"definition", aPolicy},
	{"~cidr", "10.0.0.0/24"}, {"~email", "a@example.com"}, {"url", "https://example.com/x"}, {"uri", "https://example.com/x"},
	{"~account", "123456789012"}, {"availability_zone", "us-east-1a"}, {"~region", "us-east-1"}, {"~domain", "example.com"},
	{"_time", "2027-01-01T00:00:00Z"}, {"_date", "2027-01-01T00:00:00Z"}, {"~ip_address", "10.0.0.10"}, {"=ip", "10.0.0.10"},
	{"~schedule", "rate(1 day)"}, {"~password", "Abcdefgh1234!"}, {"=instance_type", "t3.micro"},
}

func sampleText(name string) string {
	if strings.HasSuffix(name, "ids") || strings.HasSuffix(name, "arns") {
		name = name[:len(name)-1]
	}
	for _, s := range samples {
		part, anywhere := strings.CutPrefix(s.part, "~")
		exact := strings.HasPrefix(part, "=")
		if anywhere && strings.Contains(name, part) || exact && name == part[1:] || !exact && strings.HasSuffix(name, part) {
			return s.text
		}
	}
	return fallback
}
