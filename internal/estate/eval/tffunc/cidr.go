package tffunc

import (
	"errors"
	"fmt"
	"math/big"
	"net"
	"net/netip"

	"github.com/apparentlymart/go-cidr/cidr"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
)

// network reads a prefix; Terraform takes leading zeros in IPv4, which the
// net package refuses: such prefixes are refused here too.
func network(v cty.Value) (*net.IPNet, error) {
	_, n, err := net.ParseCIDR(v.AsString())
	if err != nil {
		return nil, fmt.Errorf("%q is no network prefix such as 10.0.0.0/16", v.AsString())
	}
	return n, nil
}

func whole(v cty.Value) (*big.Int, error) {
	n, acc := v.AsBigFloat().Int(nil)
	if n == nil || acc != big.Exact {
		return nil, errors.New("it takes whole numbers")
	}
	return n, nil
}

func small(v cty.Value) (int, error) {
	n, err := whole(v)
	if err != nil || !n.IsInt64() || n.Int64() < -1<<30 || n.Int64() > 1<<30 {
		return 0, errors.New("the number of bits is out of range")
	}
	return int(n.Int64()), nil
}

var prefix = function.Parameter{Name: "prefix", Type: cty.String}

var number = function.Parameter{Name: "number", Type: cty.Number}

var cidrHost = function.New(&function.Spec{
	Params: []function.Parameter{prefix, number}, Type: function.StaticReturnType(cty.String),
	Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
		n, err := network(args[0])
		if err != nil {
			return cty.NilVal, err
		}
		host, err := whole(args[1])
		if err != nil {
			return cty.NilVal, err
		}
		ip, err := cidr.HostBig(n, host)
		if err != nil {
			return cty.NilVal, err
		}
		return cty.StringVal(ip.String()), nil
	},
})

var cidrNetmask = words(1, func(a []string) (string, error) {
	p, err := netip.ParsePrefix(a[0])
	if err != nil {
		return "", fmt.Errorf("%q is no network prefix such as 10.0.0.0/16", a[0])
	}
	return net.IP(net.CIDRMask(p.Bits(), p.Addr().BitLen())).String(), nil
})

var cidrSubnet = function.New(&function.Spec{
	Params: []function.Parameter{prefix, number, number}, Type: function.StaticReturnType(cty.String),
	Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
		n, err := network(args[0])
		if err != nil {
			return cty.NilVal, err
		}
		bits, err := small(args[1])
		if err != nil {
			return cty.NilVal, err
		}
		num, err := whole(args[2])
		if err != nil {
			return cty.NilVal, err
		}
		sub, err := cidr.SubnetBig(n, bits, num)
		if err != nil {
			return cty.NilVal, err
		}
		return cty.StringVal(sub.String()), nil
	},
})

var cidrSubnets = function.New(&function.Spec{
	Params: []function.Parameter{prefix}, VarParam: &number, Type: function.StaticReturnType(cty.List(cty.String)),
	Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
		n, err := network(args[0])
		if err != nil {
			return cty.NilVal, err
		}
		start, total := n.Mask.Size()
		out := []cty.Value{}
		var last *net.IPNet
		for i, a := range args[1:] {
			bits, err := small(a)
			switch {
			case err != nil:
				return cty.NilVal, function.NewArgError(i+1, err)
			case bits < 1:
				return cty.NilVal, function.NewArgErrorf(i+1, "must extend the prefix by at least one bit")
			case start+bits > total:
				return cty.NilVal, function.NewArgErrorf(i+1, "not enough bits are left in %s", n)
			}
			next, over := firstOrNext(n, last, start+bits)
			if over || !n.Contains(next.IP) {
				return cty.NilVal, function.NewArgErrorf(i+1, "there is no room left in %s", n)
			}
			last = next
			out = append(out, cty.StringVal(next.String()))
		}
		if len(out) == 0 {
			return cty.ListValEmpty(cty.String), nil
		}
		return cty.ListVal(out), nil
	},
})

// firstOrNext gives the network of that length behind last, or the first one.
func firstOrNext(n, last *net.IPNet, length int) (*net.IPNet, bool) {
	if last == nil {
		_, total := n.Mask.Size()
		return &net.IPNet{IP: n.IP, Mask: net.CIDRMask(length, total)}, false
	}
	return cidr.NextSubnet(last, length)
}
