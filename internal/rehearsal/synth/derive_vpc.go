package synth

import (
	"fmt"
	"net/netip"
	"strconv"
	"strings"

	"github.com/zclconf/go-cty/cty"
)

// vpcIPv6: AWS gives a VPC a /56 out of the region's addresses.
// Source: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html#vpc-ipv6-cidr-blocks
func vpcIPv6(f *filling, s spot) (cty.Value, bool) {
	h := f.random(hexDigits, s.path, 6)
	p := netip.MustParsePrefix(fmt.Sprintf("%s:%s:%s00::/56", f.regionColumn("ipv6", ""), "1"+h[:3], h[4:]))
	return stringValue(p.String())
}

// zone is one availability zone.
type zone struct{ name, id string }

// zones lists the availability zones of a region.
func (f *filling) zones(region string) []zone {
	facts := f.maker.tables.regions[region]["zones"]
	if facts == "" {
		facts = "a1,b2,c3"
	}
	var out []zone
	for _, z := range strings.Split(facts, ",") {
		out = append(out, zone{region + z[:1], short(region) + "-az" + z[1:]})
	}
	return out
}

func zoneID(f *filling, _ spot) (cty.Value, bool) {
	name := f.zoneName()
	for _, z := range f.zones(f.Region) {
		if z.name == name {
			return stringValue(z.id)
		}
	}
	return stringValue(short(f.Region) + "-az1")
}

// zoneName is the zone that an object, or the data source of zones, names.
func (f *filling) zoneName() string {
	if f.Block.Attr("availability_zone") == nil {
		return text(f.values["name"])
	}
	return f.text("availability_zone")
}

func zoneSuffix(f *filling, _ spot) (cty.Value, bool) {
	return stringValue(strings.TrimPrefix(f.text("name"), f.Region))
}

func zoneOfID(f *filling, _ spot) (cty.Value, bool) {
	id := f.text("availability_zone_id")
	if id == "" && f.data {
		id = f.text("zone_id")
	}
	for _, z := range f.zones(f.Region) {
		if z.id == id {
			return stringValue(z.name)
		}
	}
	return cty.NilVal, false
}

// zonesOfSubnets: the zones of the subnets that a group names.
func zonesOfSubnets(f *filling, s spot) (cty.Value, bool) {
	seen := map[string]bool{}
	for _, id := range texts(f.get("vpc_zone_identifier")) {
		if z := text(child(f.find("aws_subnet", "id", id), "availability_zone")); z != "" {
			seen[z] = true
		}
	}
	if len(seen) == 0 {
		seen[f.Region+"a"] = true
	}
	return strs(s.Type, sortedKeys(seen)), true
}

// publicIP gives an address of 198.18.0.0/15, which no network routes, that no
// other elastic IP of the cloud has.
// Source: https://www.rfc-editor.org/rfc/rfc2544 (addresses for benchmarks)
func publicIP(f *filling, s spot) (cty.Value, bool) {
	for i := 0; ; i++ {
		n, _ := strconv.ParseUint(f.random(hexDigits, s.path+strconv.Itoa(i), 8), 16, 32)
		n %= 1<<17 - 2
		n++
		ip := netip.AddrFrom4([4]byte{198, byte(18 + n>>16), byte(n >> 8), byte(n)}).String()
		if i == 9 || f.find("aws_eip", "public_ip", ip) == cty.NilVal {
			return stringValue(ip)
		}
	}
}

// endpointService gives the last part of an endpoint's service name: "ecr.api".
func (f *filling) endpointService() string {
	s := f.text("service_name")
	if _, name, ok := strings.Cut(s, "."+f.Region+"."); ok {
		return name
	}
	return s
}

// endpointDNS: an interface endpoint has a regional name, one in each zone of
// its subnets, and, with private DNS, the service's own.
// Source: https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html#interface-endpoint-dns-hostnames
func endpointDNS(f *filling, s spot) (cty.Value, bool) {
	if f.text("vpc_endpoint_type") != "Interface" {
		return none(s.Type), true
	}
	svc := f.endpointService()
	tail := "." + svc + "." + f.Region + ".vpce." + suffix(f.Region)
	base := f.text("id") + "-" + f.random(base36, "dns", 8)
	zoneID := "Z" + letters(capitals, "vpce/"+f.Region, 13)
	entry := func(name, zone string) cty.Value {
		return typed(cty.ObjectVal(map[string]cty.Value{"dns_name": cty.StringVal(name), "hosted_zone_id": cty.StringVal(zone)}), s.Type.ElementType())
	}
	l := []cty.Value{entry(base+tail, zoneID)}
	seen := map[string]bool{}
	for _, id := range texts(f.get("subnet_ids")) {
		if z := text(child(f.find("aws_subnet", "id", id), "availability_zone")); z != "" {
			seen[z] = true
		}
	}
	for _, z := range sortedKeys(seen) {
		l = append(l, entry(base+"-"+z+tail, zoneID))
	}
	if f.text("private_dns_enabled") == "true" {
		name := svc + "." + f.Region + "." + suffix(f.Region)
		if i := strings.IndexByte(svc, '.'); i > 0 { // api.ecr.REGION, not ecr.api.REGION
			name = svc[i+1:] + "." + svc[:i] + "." + f.Region + "." + suffix(f.Region)
		}
		l = append(l, entry(name, "Z"+f.random(capitals, "private-zone", 19)))
	}
	return sequence(s.Type, l), true
}

// endpointInterfaces: one network interface in each subnet; those of subnets
// that stay, stay.
func endpointInterfaces(f *filling, s spot) (cty.Value, bool) {
	var ids []string
	for _, subnet := range texts(f.get("subnet_ids")) {
		ids = append(ids, "eni-"+letters(hexDigits, f.text("id")+"/"+subnet, 17))
	}
	return strs(s.Type, ids), true
}

// prefixListID is the id of AWS's own prefix list for a service of a region;
// it is the same for the gateway endpoint and for the data sources.
func prefixListID(region, service string) string {
	return "pl-" + letters(hexDigits, "prefix-list/"+region+"/"+service, 8)
}

func prefixList(f *filling, _ spot) (cty.Value, bool) {
	return stringValue(prefixListID(f.Region, f.endpointService()))
}
