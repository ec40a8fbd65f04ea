package synth

import (
	"bytes"
	"encoding/json"
	"net/netip"
	"strconv"
	"strings"

	"github.com/terrace-cloud/terrace/internal/rehearsal/cloud"
	"github.com/zclconf/go-cty/cty"
	ctyjson "github.com/zclconf/go-cty/cty/json"
)

// suffix gives the domain under which a region's services answer.
func suffix(region string) string {
	if cloud.Partition(region) == "aws-cn" {
		return "amazonaws.com.cn"
	}
	return "amazonaws.com"
}

// short gives a region as zone ids write it: eu-central-1 is euc1.
func short(region string) string {
	parts := strings.Split(region, "-")
	var b strings.Builder
	for i, p := range parts {
		switch {
		case i == 0, len(p) < 3:
			b.WriteString(p)
		case strings.HasSuffix(p, "east") && len(p) > 4, strings.HasSuffix(p, "west") && len(p) > 4:
			b.WriteString(p[:1] + p[len(p)-4:len(p)-3])
		default:
			b.WriteString(p[:1])
		}
	}
	return b.String()
}

// regionColumn gives a fact about the region, or a made-up hosted zone id where
// no table has it.
func (f *filling) regionColumn(col, salt string) string {
	if col == "short" {
		return short(f.Region)
	}
	if v := f.maker.tables.regions[f.Region][col]; v != "" {
		return v
	}
	if col == "ipv6" {
		return "2600:1f18"
	}
	return "Z" + f.random(capitals, salt, 13)
}

// host gives an address in the CIDR block of the subnet that an attribute
// names; the first four addresses and the last of a subnet are AWS's own.
func (f *filling) host(name, salt string) string {
	id := first(f.get(name))
	block, err := netip.ParsePrefix(text(child(f.find("aws_subnet", "id", id), "cidr_block")))
	if err != nil || !block.Addr().Is4() {
		block = netip.MustParsePrefix("10.0.0.0/24")
	}
	return hostIn(block, f.random(decimals, salt, 9))
}

func hostIn(block netip.Prefix, pick string) string {
	size := 1 << (32 - block.Bits())
	n, _ := strconv.Atoi(pick)
	at := 4
	if size > 5 {
		at += n % (size - 5)
	}
	a := block.Masked().Addr().As4()
	v := uint32(a[0])<<24 | uint32(a[1])<<16 | uint32(a[2])<<8 | uint32(a[3])
	v += uint32(at)
	return netip.AddrFrom4([4]byte{byte(v >> 24), byte(v >> 16), byte(v >> 8), byte(v)}).String()
}

// find gives the object of a type whose attribute has that value: of the same
// account and region, else of the same account, else any; NilVal when there is
// none.
func (f *filling) find(typ, attr, value string) cty.Value {
	if here := f.all(typ, attr, value); len(here) > 0 {
		return here[0]
	}
	best := cty.NilVal
	list, err := f.maker.world.List(naming(typ, attr, value))
	f.fail(err)
	for i := range list {
		v := object(&list[i])
		if text(child(v, attr)) != value {
			continue
		}
		if list[i].Account == f.Account {
			return v
		}
		if best == cty.NilVal {
			best = v
		}
	}
	return best
}

// all gives the objects of a type, in the same account and region, whose
// attribute has that value.
func (f *filling) all(typ, attr, value string) []cty.Value {
	var out []cty.Value
	for _, o := range f.here(typ, naming(typ, attr, value)) {
		if v := object(&o); text(child(v, attr)) == value {
			out = append(out, v)
		}
	}
	return out
}

// byType is a store that finds the objects of one type without a walk over all.
type byType interface {
	ListType(account, region, typ string, f func(*cloud.Object) bool) ([]cloud.Object, error)
}

// here lists the objects of a type in the account and region at work.
func (f *filling) here(typ string, want func(*cloud.Object) bool) []cloud.Object {
	region := cloud.RegionOf(typ, f.Region)
	if s, ok := f.maker.world.(byType); ok {
		list, err := s.ListType(f.Account, region, typ, want)
		f.fail(err)
		return list
	}
	list, err := f.maker.world.List(func(o *cloud.Object) bool {
		return o.Type == typ && o.Account == f.Account && o.Region == region && want(o)
	})
	f.fail(err)
	return list
}

// naming picks the objects of a type that have a text somewhere; whether it is
// the attribute's shows when they are read.
func naming(typ, attr, value string) func(*cloud.Object) bool {
	quoted, _ := json.Marshal(value) // a string always can be
	return func(o *cloud.Object) bool {
		return value != "" && o.Type == typ && (attr == "id" && o.ID == value || bytes.Contains(o.Attrs, quoted))
	}
}

// object gives a stored object as a value, typed as its JSON is.
func object(o *cloud.Object) cty.Value {
	t, err := ctyjson.ImpliedType(o.Attrs)
	if err != nil {
		return cty.NilVal
	}
	v, err := ctyjson.Unmarshal(o.Attrs, t)
	if err != nil {
		return cty.NilVal
	}
	return v
}
