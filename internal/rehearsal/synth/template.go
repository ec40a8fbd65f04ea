package synth

import (
	"fmt"
	"hash/crc32"
	"regexp"
	"strconv"
	"strings"

	"github.com/terrace-cloud/terrace/internal/rehearsal/cloud"
	"github.com/zclconf/go-cty/cty"
)

// template is a line's value, cut into parts once. Between braces stand
// alternatives, divided by "|"; the first that is not empty counts:
//
//	{account} {region} {partition} {suffix}  where the object lives; suffix is the domain of AWS there
//	{product}                                the word for the service in the type's name: "ec2" of aws_ec2_host
//	{region.COLUMN}                          a column of tables/regions.txt
//	{hex17} {num12} {upper13} {lower12} {mixed6} {uuid}
//	                                         made up, of that length
//	{locallower12} {accounthex64}            the same for all that an account has of a service in a region, or at all
//	{name} {.name}                           an attribute of the object; of the object around it
//	{arn:after loadbalancer/}                a part of it; see cutters
//	{host:subnet_id}                         an address in the CIDR block of that subnet
//	{aws_vpc(id=vpc_id).owner_id}            an attribute of another object in the cloud, found by theirs=ours
//	{'text'}                                 that text
type template []part

type part struct {
	literal string
	choices []choice
}

type choice struct {
	from source
	cut  cutter
	arg  string
}

// source gives the text behind a choice; salt keeps random texts apart.
type source func(f *filling, salt string) string

// cutter takes a part of a text.
type cutter func(s, arg string) string

var cutters = map[string]cutter{
	"after":  func(s, arg string) string { _, r, _ := strings.Cut(s, arg); return r },
	"before": func(s, arg string) string { l, _, _ := strings.Cut(s, arg); return l },
	"last":   func(s, arg string) string { return s[strings.LastIndex(s, arg)+len(arg):] },
	"less":   func(s, arg string) string { return strings.TrimSuffix(strings.TrimPrefix(s, arg), arg) },
	"swap": func(s, arg string) string {
		if len(arg) == 2 {
			return strings.ReplaceAll(s, arg[:1], arg[1:])
		}
		return s
	},
	"if": func(s, arg string) string { // only when it begins so
		if !strings.HasPrefix(s, arg) {
			return ""
		}
		return s
	},
	"lower":  func(s, _ string) string { return strings.ToLower(s) },
	"prefix": func(s, arg string) string { return arg + s },
	"suffix": func(s, arg string) string { return s + arg },
	"crc":    func(s, _ string) string { return strconv.FormatUint(uint64(crc32.ChecksumIEEE([]byte(s))), 10) },
}

var (
	madeUp    = regexp.MustCompile(`^(local|account)?(hex|num|upper|lower|mixed)(\d+)$`)
	elsewhere = regexp.MustCompile(`^(aws_[a-z0-9_]+)\(([a-z_]+)=([a-z0-9_.]+)\)\.([A-Za-z0-9_.]+)$`)
	attribute = regexp.MustCompile(`^\.?[a-z0-9_]+(\.[A-Za-z0-9_]+)*$`)
	alphabets = map[string]string{"hex": hexDigits, "num": decimals, "upper": capitals, "lower": base36, "mixed": mixed}
)

// places are the words that say where the object lives.
var places = map[string]source{
	"account":   func(f *filling, _ string) string { return f.Account },
	"region":    func(f *filling, _ string) string { return f.Region },
	"partition": func(f *filling, _ string) string { return cloud.Partition(f.Region) },
	"suffix":    func(f *filling, _ string) string { return suffix(f.Region) },
	"uuid":      func(f *filling, salt string) string { return f.uuid(salt) },
	"product":   func(f *filling, _ string) string { return service(f.Type) },
}

// parseTemplate cuts a text; its errors say what is wrong in it.
func parseTemplate(s string) (template, error) {
	var t template
	for s != "" {
		i := opening(s)
		if i < 0 {
			return append(t, part{literal: s}), nil
		}
		j := strings.IndexByte(s[i:], '}')
		if j < 0 {
			return nil, fmt.Errorf("a brace is not closed in %q", s)
		}
		if i > 0 {
			t = append(t, part{literal: s[:i]})
		}
		var p part
		for _, alt := range strings.Split(s[i+1:i+j], "|") {
			c, err := parseChoice(alt)
			if err != nil {
				return nil, err
			}
			p.choices = append(p.choices, c)
		}
		t, s = append(t, p), s[i+j+1:]
	}
	return t, nil
}

// opening finds the next brace that opens alternatives: not one of JSON, as in
// {"a": {}}, nor one of ${a}.
func opening(s string) int {
	for i := range len(s) {
		if s[i] == '{' && (i == 0 || s[i-1] != '$') && (i+1 == len(s) || s[i+1] != '"' && s[i+1] != '}') {
			return i
		}
	}
	return -1
}

func parseChoice(s string) (choice, error) {
	if l := len(s); l > 1 && s[0] == '\'' && s[l-1] == '\'' {
		word := s[1 : l-1]
		return choice{from: func(*filling, string) string { return word }}, nil
	}
	if name, ok := strings.CutPrefix(s, "host:"); ok {
		return choice{from: func(f *filling, salt string) string { return f.host(name, salt) }}, nil
	}
	s, how, cuts := strings.Cut(s, ":")
	c := choice{from: parseSource(s)}
	if c.from == nil {
		return c, fmt.Errorf("{%s} is neither an attribute nor a known word", s)
	}
	if cuts {
		verb, arg, _ := strings.Cut(how, " ")
		if c.cut, c.arg = cutters[verb], arg; c.cut == nil {
			return c, fmt.Errorf("%q in {%s:%s} is not a known way to cut", verb, s, how)
		}
	}
	return c, nil
}

func parseSource(s string) source {
	if src, ok := places[s]; ok {
		return src
	}
	if m := madeUp.FindStringSubmatch(s); m != nil {
		n, _ := strconv.Atoi(m[3])
		alphabet := alphabets[m[2]]
		if m[1] != "" {
			whole := m[1] == "account"
			return func(f *filling, _ string) string { return f.fixedLetters(alphabet, n, whole) }
		}
		return func(f *filling, salt string) string { return f.random(alphabet, salt, n) }
	}
	if m := elsewhere.FindStringSubmatch(s); m != nil {
		ours := parseSource(m[3])
		return func(f *filling, salt string) string { return dig(f.find(m[1], m[2], ours(f, salt)), m[4]) }
	}
	if col, ok := strings.CutPrefix(s, "region."); ok {
		return func(f *filling, salt string) string { return f.regionColumn(col, salt) }
	}
	if !attribute.MatchString(s) {
		return nil
	}
	if name, ok := strings.CutPrefix(s, "."); ok {
		return func(f *filling, _ string) string { return f.sibling(name) }
	}
	if name, inner, ok := strings.Cut(s, "."); ok {
		return func(f *filling, _ string) string { return dig(f.get(name), inner) }
	}
	return func(f *filling, _ string) string { return first(f.get(s)) }
}

// expand gives the text of a template.
func (f *filling) expand(t template, salt string) string {
	var b strings.Builder
	for i, p := range t {
		b.WriteString(p.literal)
		for j, c := range p.choices {
			s := c.from(f, salt+"/"+strconv.Itoa(i)+"."+strconv.Itoa(j))
			if c.cut != nil && s != "" {
				s = c.cut(s, c.arg)
			}
			if s != "" {
				b.WriteString(s)
				break
			}
		}
	}
	return b.String()
}

// sibling gives a value of the nested object at work.
func (f *filling) sibling(name string) string {
	if len(f.within) == 0 {
		return ""
	}
	return text(f.within[len(f.within)-1][name])
}

// dig goes into the first elements of nested blocks, as "vpc_config.vpc_id".
func dig(v cty.Value, path string) string {
	for _, step := range strings.Split(path, ".") {
		if v == cty.NilVal || v.IsNull() || !v.IsKnown() {
			return ""
		}
		if v.Type().IsMapType() {
			v = v.AsValueMap()[step]
			continue
		}
		v = child(head(v), step)
	}
	return first(v)
}

// head gives the first element of a collection, and anything else as it is.
func head(v cty.Value) cty.Value {
	if v == cty.NilVal || v.IsNull() || !v.IsKnown() || !v.CanIterateElements() || v.Type().IsObjectType() || v.Type().IsMapType() {
		return v
	}
	it := v.ElementIterator()
	if !it.Next() {
		return cty.NilVal
	}
	_, x := it.Element()
	return x
}

// first gives a value, or the first element of a collection, as text.
func first(v cty.Value) string { return text(head(v)) }

// service is the part of a type's name that ARNs and domains use.
func service(typ string) string {
	s, _, _ := strings.Cut(strings.TrimPrefix(typ, "aws_"), "_")
	return s
}
