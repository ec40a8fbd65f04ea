package safety

import (
	"slices"
	"strings"

	"github.com/terrace-cloud/terrace/internal/check/resource"
	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/check/subject"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate"
	"github.com/zclconf/go-cty/cty"
)

// opening is a rule of a security group that is known to let the whole
// internet in, or everything out to it.
type opening struct {
	egress   bool
	protocol string // tcp, udp, icmp; -1 for all
	from, to int
	at       diag.Pos
	title    string
}

func (o opening) everything() bool {
	return o.protocol == "-1" || o.protocol == "all" || o.from == 0 && o.to == 65535
}

// anywhere tells whether a text or a list of texts names the whole internet.
func anywhere(v cty.Value) bool {
	return slices.ContainsFunc(texts(v), func(s string) bool { return s == "0.0.0.0/0" || s == "::/0" })
}

// texts gives the known texts of a text or a list of texts; lists of several
// addresses in one text, as the security-group module takes them, are cut.
func texts(v cty.Value) (out []string) {
	if v == cty.NilVal || !v.IsKnown() || v.IsNull() {
		return nil
	}
	switch {
	case v.Type() == cty.String:
		for _, s := range strings.Split(v.AsString(), ",") {
			out = append(out, strings.TrimSpace(s))
		}
	case v.CanIterateElements() && !v.Type().IsObjectType() && !v.Type().IsMapType():
		for it := v.ElementIterator(); it.Next(); {
			_, x := it.Element()
			out = append(out, texts(x)...)
		}
	}
	return out
}

// getter gives an argument of a rule, wherever it is written.
type getter func(names ...string) cty.Value

func reads(i *resource.Instance) getter {
	return func(names ...string) cty.Value {
		for _, n := range names {
			if v := i.Get(n); v.State != resource.Unset {
				if v.State == resource.Unknown {
					return cty.DynamicVal
				}
				return v.V
			}
		}
		return cty.NilVal
	}
}

func attributes(o cty.Value) getter {
	return func(names ...string) cty.Value {
		for _, n := range names {
			if v, ok := rule.Attr(o, n); ok {
				return v
			}
		}
		return cty.NilVal
	}
}

// read makes an opening of a rule that names the internet; ok is false when it
// does not, or when it is not known.
func read(get getter, egress bool, at diag.Pos, title string) (opening, bool) {
	open := anywhere(get("cidr_blocks")) || anywhere(get("ipv6_cidr_blocks")) || anywhere(get("cidr_ipv4")) || anywhere(get("cidr_ipv6"))
	o := opening{egress: egress, at: at, title: title}
	switch p := get("ip_protocol", "protocol"); {
	case !open || p == cty.NilVal || !p.IsKnown() || p.IsNull():
		return o, false
	case p.Type() == cty.String:
		o.protocol = strings.ToLower(p.AsString())
	default:
		n, ok := subject.Int(p)
		if !ok || n != -1 {
			return o, false
		}
		o.protocol = "-1"
	}
	var okFrom, okTo bool
	if v := get("from_port"); v != cty.NilVal {
		o.from, okFrom = subject.Int(v)
	}
	if v := get("to_port"); v != cty.NilVal {
		o.to, okTo = subject.Int(v)
	}
	return o, o.protocol == "-1" || okFrom && okTo
}

// openings lists the openings of a unit.
func openings(p *rule.Pass, u *estate.Unit) []opening {
	return rule.Once(p.Input, memo{"openings", u}, func() []opening { return readOpenings(p, u) })
}

// memo remembers what was read of a unit.
type memo struct {
	what string
	unit *estate.Unit
}

func readOpenings(p *rule.Pass, u *estate.Unit) (out []opening) {
	add := func(get getter, egress bool, at diag.Pos, title string) {
		if o, ok := read(get, egress, at, title); ok {
			out = append(out, o)
		}
	}
	for _, i := range resource.Of(p.Input, u) {
		switch i.Type {
		case "aws_security_group", "aws_default_security_group":
			for _, kind := range []string{"ingress", "egress"} {
				blocks, _ := i.Blocks(kind)
				for _, b := range blocks {
					add(reads(b), kind == "egress", b.Pos, i.Title())
				}
			}
		case "aws_security_group_rule":
			if t := i.Get("type"); t.State == resource.Known {
				add(reads(i), t.V.RawEquals(cty.StringVal("egress")), i.Pos, i.Title())
			}
		case "aws_vpc_security_group_egress_rule", "aws_vpc_security_group_ingress_rule":
			add(reads(i), strings.Contains(i.Type, "egress"), i.Pos, i.Title())
		case "terraform-aws-modules/security-group/aws":
			out = append(out, moduleOpenings(i)...)
		case "terraform-aws-modules/ecs/aws//modules/service":
			entries(i, "security_group_rules", func(o cty.Value, at diag.Pos) {
				add(attributes(o), rule.Text(o, "type") == "egress", at, i.Title())
			})
		case "terraform-aws-modules/alb/aws":
			entries(i, "security_group_egress_rules", func(o cty.Value, at diag.Pos) { add(attributes(o), true, at, i.Title()) })
			entries(i, "security_group_ingress_rules", func(o cty.Value, at diag.Pos) { add(attributes(o), false, at, i.Title()) })
		}
	}
	return out
}

// entries asks about every entry of an input that is a map or a list of objects.
func entries(i *resource.Instance, name string, f func(cty.Value, diag.Pos)) {
	v := i.Get(name)
	if v.State != resource.Known || !v.V.CanIterateElements() {
		return
	}
	for it := v.V.ElementIterator(); it.Next(); {
		k, x := it.Element()
		at := v.Pos
		if k.Type() == cty.String {
			if in := i.Get(name, k.AsString()); !in.Pos.IsZero() {
				at = in.Pos
			}
		}
		f(x, at)
	}
}

// moduleOpenings reads the inputs of the security-group module, which names
// many rules by a word: all-all, ssh-tcp.
func moduleOpenings(i *resource.Instance) (out []opening) {
	for _, kind := range []string{"ingress", "egress"} {
		sources := i.Get(kind + "_cidr_blocks")
		open := sources.State == resource.Known && anywhere(sources.V) || sources.State == resource.Unset && kind == "egress"
		if v := i.Get(kind + "_rules"); open && v.State == resource.Known {
			for _, name := range texts(v.V) {
				if name == "all-all" {
					out = append(out, opening{egress: kind == "egress", protocol: "-1", at: v.Pos, title: i.Title()})
				} else if port, ok := named[name]; ok {
					out = append(out, opening{egress: kind == "egress", protocol: "tcp", from: port, to: port, at: v.Pos, title: i.Title()})
				}
			}
		}
		entries(i, kind+"_with_cidr_blocks", func(o cty.Value, at diag.Pos) {
			get := attributes(o)
			if !anywhere(get("cidr_blocks")) {
				return
			}
			if name := rule.Text(o, "rule"); name == "all-all" {
				out = append(out, opening{egress: kind == "egress", protocol: "-1", at: at, title: i.Title()})
			} else if port, ok := named[name]; ok {
				out = append(out, opening{egress: kind == "egress", protocol: "tcp", from: port, to: port, at: at, title: i.Title()})
			} else if x, ok := read(get, kind == "egress", at, i.Title()); ok {
				out = append(out, x)
			}
		})
	}
	return out
}

// named are ports that the security-group module (5.3.1, rules.tf) knows by a
// word and that nobody should reach from everywhere.
var named = map[string]int{
	"ssh-tcp": 22, "rdp-tcp": 3389, "mysql-tcp": 3306, "postgresql-tcp": 5432, "redis-tcp": 6379, "mongodb-27017-tcp": 27017, "mssql-tcp": 1433,
	"elasticsearch-rest-tcp": 9200, "memcached-tcp": 11211, "docker-api": 2375, "oracle-db-tcp": 1521,
}
