package synth

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/zclconf/go-cty/cty"
)

// nameServers: a public zone has four, one of each top-level domain, numbered
// within the 512 of that domain; a private zone has the first of each.
// Source: https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/SOA-NSrecords.html
func nameServers(f *filling, s spot) (cty.Value, bool) {
	return strs(s.Type, f.nameServers()), true
}

func primaryNameServer(f *filling, _ spot) (cty.Value, bool) {
	return stringValue(f.nameServers()[0])
}

func (f *filling) nameServers() []string {
	if set := f.text("delegation_set_id"); set != "" {
		if l := texts(child(f.find("aws_route53_delegation_set", "id", set), "name_servers")); len(l) > 0 {
			return l
		}
	}
	private := !blank(f.get("vpc"))
	out := make([]string, 4)
	for i, tld := range []string{"com", "net", "org", "co.uk"} {
		n, set := 0, 0
		if !private {
			h, _ := strconv.ParseUint(f.random(hexDigits, "name-server/"+tld, 4), 16, 32)
			n, set = int(h%512), int(h>>9)%64
		}
		out[i] = fmt.Sprintf("ns-%d.awsdns-%02d.%s", i*512+n, set, tld)
	}
	return out
}

// recordFQDN completes a record's name with the name of its zone.
// Source: https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/route53_record
func recordFQDN(f *filling, _ spot) (cty.Value, bool) {
	name := strings.ToLower(strings.TrimSuffix(f.text("name"), "."))
	id := strings.TrimPrefix(f.text("zone_id"), "/hostedzone/")
	zone := strings.TrimSuffix(text(child(f.find("aws_route53_zone", "zone_id", id), "name")), ".")
	switch {
	case zone == "" || name == zone || strings.HasSuffix(name, "."+zone):
		return stringValue(name)
	case name == "":
		return stringValue(zone)
	}
	return stringValue(name + "." + zone)
}

// validationOptions: one for each name on a certificate that is validated by
// DNS.
// Source: https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html
func validationOptions(f *filling, s spot) (cty.Value, bool) {
	if m := f.text("validation_method"); m != "DNS" {
		return none(s.Type), true
	}
	seen := map[string]bool{f.text("domain_name"): true}
	for _, n := range texts(f.get("subject_alternative_names")) {
		seen[n] = true
	}
	var l []cty.Value
	for i, name := range sortedKeys(seen) {
		m := map[string]cty.Value{}
		for k, t := range s.Type.ElementType().AttributeTypes() {
			m[k] = cty.UnknownVal(t)
		}
		m["domain_name"] = cty.StringVal(name)
		l = append(l, f.inside(cty.ObjectVal(m), cty.NilVal, s.path+"."+strconv.Itoa(i)))
	}
	return sequence(s.Type, l), true
}

// The record of a name depends on the account and the name alone: a wildcard
// and its parent share it, and so do certificates in other regions.
func (f *filling) token(what string) (token, domain string) {
	domain = strings.TrimPrefix(f.sibling("domain_name"), "*.")
	return "_" + letters(hexDigits, what+"/"+f.Account+"/"+domain, 32), domain
}

func validationName(f *filling, _ spot) (cty.Value, bool) {
	t, domain := f.token("acm-name")
	return stringValue(t + "." + domain + ".")
}

func validationValue(f *filling, _ spot) (cty.Value, bool) {
	t, domain := f.token("acm-value")
	return stringValue(t + "." + letters(base36, "acm/"+domain, 10) + ".acm-validations.aws.")
}

// acceleratorIPs: an accelerator has two fixed addresses.
// Source: https://docs.aws.amazon.com/global-accelerator/latest/dg/introduction-components.html
func acceleratorIPs(f *filling, s spot) (cty.Value, bool) {
	if !s.Type.IsListType() || !s.Type.ElementType().IsObjectType() {
		return none(s.Type), true
	}
	var ips []cty.Value
	for i := range 2 {
		v, _ := publicIP(f, spot{Attr: s.Attr, path: s.path + strconv.Itoa(i)})
		ips = append(ips, v)
	}
	set := map[string]cty.Value{"ip_addresses": cty.ListVal(ips), "ip_family": cty.StringVal("IPv4")}
	return cty.ListVal([]cty.Value{typed(cty.ObjectVal(set), s.Type.ElementType())}), true
}

// listenerPort: an endpoint group checks the port of its listener.
func listenerPort(f *filling, s spot) (cty.Value, bool) {
	l := f.find("aws_globalaccelerator_listener", "arn", f.text("listener_arn"))
	if p := child(head(child(l, "port_range")), "from_port"); p != cty.NilVal {
		return typed(p, s.Type), true
	}
	return cty.NilVal, false
}
