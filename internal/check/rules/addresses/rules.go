// Package addresses holds the rules about the ranges of networks.
package addresses

import (
	"net/netip"

	"github.com/terrace-cloud/terrace/internal/check/resource"
	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate"
	"github.com/zclconf/go-cty/cty"
)

// Rules lists the rules of the family.
var Rules = []*rule.Rule{subnetOverlap, outsideNetwork, networkOverlap, size, publicRange, smallSubnets}

const vpcLink = "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html"

// span is a range and where it is written.
type span struct {
	netip.Prefix
	at   diag.Pos
	what string // private_subnets, aws_subnet.x
}

// network is a VPC with its ranges, as far as they are known.
type network struct {
	unit    *estate.Unit
	ranges  []span // its own: cidr, secondary ranges
	subnets []span
	whole   bool // every range and subnet is known
}

// The inputs of terraform-aws-modules/vpc/aws that hold subnets (5.21.0).
var subnetInputs = []string{"public_subnets", "private_subnets", "database_subnets", "elasticache_subnets", "redshift_subnets", "intra_subnets", "outpost_subnets"}

type memo struct{ unit *estate.Unit }

// networks lists the networks of a unit.
func networks(p *rule.Pass, u *estate.Unit) []*network {
	return rule.Once(p.Input, memo{u}, func() (out []*network) {
		for _, i := range resource.Of(p.Input, u) {
			switch i.Type {
			case "terraform-aws-modules/vpc/aws":
				n := &network{unit: u, whole: true}
				n.read(i, "cidr", &n.ranges)
				n.read(i, "secondary_cidr_blocks", &n.ranges)
				for _, name := range subnetInputs {
					n.read(i, name, &n.subnets)
				}
				if on, ok := flag(i, "use_ipam_pool"); len(n.ranges) > 0 && (!ok || !on) {
					out = append(out, n)
				}
			case "aws_vpc":
				n := &network{unit: u, whole: true}
				n.read(i, "cidr_block", &n.ranges)
				for _, s := range resource.Of(p.Input, u) {
					if s.Type == "aws_subnet" && names(s, i) {
						n.read(s, "cidr_block", &n.subnets)
					}
					if s.Type == "aws_vpc_ipv4_cidr_block_association" && names(s, i) {
						n.read(s, "cidr_block", &n.ranges)
					}
				}
				if len(n.ranges) > 0 {
					out = append(out, n)
				}
			}
		}
		return out
	})
}

func names(s, i *resource.Instance) bool {
	for _, r := range s.Refs {
		if r == i.Type+"."+i.Name {
			return true
		}
	}
	return false
}

func flag(i *resource.Instance, name string) (value, known bool) {
	v := i.Get(name)
	if v.State != resource.Known || v.V.Type() != cty.Bool {
		return false, v.State == resource.Unset
	}
	return v.V.True(), true
}

// read adds the ranges of an argument: a text or a list of texts.
func (n *network) read(i *resource.Instance, name string, into *[]span) {
	v := i.Get(name)
	if v.State == resource.Unknown {
		n.whole = false
	}
	if v.State != resource.Known {
		return
	}
	add := func(x cty.Value, at diag.Pos) {
		if !x.IsKnown() || x.IsNull() || x.Type() != cty.String {
			n.whole = n.whole && x.IsKnown()
			return
		}
		if p, err := netip.ParsePrefix(x.AsString()); err == nil {
			what := name
			if i.Name != "" {
				what = i.Title()
			}
			*into = append(*into, span{p, at, what})
		}
	}
	if v.V.Type() == cty.String {
		add(v.V, v.Pos)
		return
	}
	if v.V.CanIterateElements() {
		for it := v.V.ElementIterator(); it.Next(); {
			_, x := it.Element()
			add(x, v.Pos)
		}
	}
}
