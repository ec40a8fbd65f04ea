package synth

import "github.com/zclconf/go-cty/cty"

// mappedSubnets: the subnets of a load balancer that was given mappings.
func mappedSubnets(f *filling, s spot) (cty.Value, bool) {
	m := f.get("subnet_mapping")
	if m == cty.NilVal || m.IsNull() || !m.IsKnown() {
		return none(s.Type), true
	}
	var ids []string
	for _, x := range m.AsValueSlice() {
		if id := text(child(x, "subnet_id")); id != "" {
			ids = append(ids, id)
		}
	}
	return strs(s.Type, ids), true
}

// nextPriority: a rule without a priority comes after the listener's last.
// Source: https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/lb_listener_rule (priority)
func nextPriority(f *filling, _ spot) (cty.Value, bool) {
	last := int64(0)
	for _, o := range f.all(f.Type, "listener_arn", f.text("listener_arn")) {
		if n := number(child(o, "priority")); n > last && n < 99999 {
			last = n
		}
	}
	return cty.NumberIntVal(last + 1), true
}
