package breadth

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire"
	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire/tfplugin"
	"github.com/zclconf/go-cty/cty"
)

// change is one suggestion: bring something into being, set every attribute of
// a name, or double the elements of a collection.
type change struct {
	do    action
	path  []string
	value string
}

type action int

const (
	bring action = iota
	write
	double
	drop
)

func (c change) apply(b *tfwire.Block, config cty.Value) cty.Value {
	switch c.do {
	case bring:
		return ensure(b, config, c.path, c.value)
	case double:
		return everywhere(config, c.path[0], doubled)
	case drop:
		return everywhere(config, c.path[0], dropped)
	}
	return everywhere(config, c.path[0], func(v cty.Value) cty.Value { return written(v, c.value) })
}

var (
	groups = []*regexp.Regexp{ // lists of attributes of which one or all are wanted
		regexp.MustCompile("(?i)(?:one of|all of) `([^`]+)` must be specified"),
		regexp.MustCompile("(?i)attributes must be configured: \\[(.+)\\]"),
		regexp.MustCompile(`(?i)one \(and only one\) of \[(.+)\] is`),
		regexp.MustCompile("(?i)all of `([^`]+)`"),
		regexp.MustCompile(`(?i)at least one of:? \[?([a-z0-9_., ]+)\]? (?:must|is|are)`),
	}
	missing = []*regexp.Regexp{ // one attribute or block that is wanted
		regexp.MustCompile(`Block (\S+(?:\(\{.*\}\)\]\S+)?) must have a configuration value`),
		regexp.MustCompile(`configuration value for the ([a-z0-9_.\[\]]+) attribute`),
		regexp.MustCompile(`(?i)either "([a-z0-9_.\[\]]+)"`),
		regexp.MustCompile(`(?i)attribute "([a-z0-9_.\[\]]+)" must be specified`),
		regexp.MustCompile("(?i)[`'\"]?([a-z0-9_]+)[`'\"]? (?:must be set|must be specified|is required|must be at least 1 when)"),
	}
	subjects = []*regexp.Regexp{ // the attribute that a message speaks of
		regexp.MustCompile(`expected (?:value of |length of )?"?([a-z0-9_.]+)"? to`),
		regexp.MustCompile(`invalid value for "?([a-z0-9_.]+)"?`),
		regexp.MustCompile(`Attribute ([a-z0-9_.\[\]]+) `),
		regexp.MustCompile(`^"([a-z0-9_.]+)" `),
		regexp.MustCompile("for `([a-z0-9_.]+)`"),
		regexp.MustCompile(`^([a-z0-9_.]+) must `),
		regexp.MustCompile(`Path: .*\.([a-z0-9_]+)\s+Given`),
	}
	offers = []*regexp.Regexp{ // values to choose from
		regexp.MustCompile(`(?i)one of:? \[([^\]]+)\]`),
		regexp.MustCompile(`(?i)valid values(?: are)?: \[([^\]]+)\]`),
		regexp.MustCompile(`(?i)must be one of:? ([A-Za-z0-9_."', -]+)`),
	}
	bounds = []*regexp.Regexp{ // the least number that is allowed
		regexp.MustCompile(`at least \(?(\d+)`),
		regexp.MustCompile(`between (\d+) and`),
		regexp.MustCompile(`range \((\d+) -`),
	}
	patterns = []*regexp.Regexp{
		regexp.MustCompile(`regular expression "(.+)", got`),
		regexp.MustCompile(`regular expression '(.+)', got`),
		regexp.MustCompile(`[Mm]ust match (\S+)\)`),
		regexp.MustCompile(`(\^\S+\$)`),
	}
	tooFew   = regexp.MustCompile(`requires (\d+) item|at least 2 elements|at least (\d+) item`)
	upwards  = regexp.MustCompile(`[a-z0-9_]+\.<\.`)  // "a.<.b" is b beside a
	element  = regexp.MustCompile(`\[Value\(.*?\)\]`) // of a set
	unwanted = regexp.MustCompile(`"([a-z0-9_.]+)": conflicts with`)
)

// suggestions reads out of a diagnostic what could be changed, the likeliest
// first.
func suggestions(d *tfplugin.Diagnostic) []change {
	text := d.Summary + ": " + d.Detail
	where := steps(tfwire.PathText(d.GetAttribute()))
	var out []change
	if m := unwanted.FindStringSubmatch(text); m != nil {
		out = append(out, change{do: drop, path: []string{last(steps(m[1]))}})
	}
	for _, re := range groups {
		if m := re.FindStringSubmatch(text); m != nil {
			for _, name := range strings.FieldsFunc(m[1], func(r rune) bool { return r == ',' || r == ' ' }) {
				name = upwards.ReplaceAllString(name, "")
				if strings.Contains(text, "2 attributes specified") {
					out = append(out, change{do: drop, path: []string{last(steps(name))}})
				}
				out = append(out, change{path: steps(name)}, change{path: beside(where, name)})
			}
		}
	}
	for _, re := range missing {
		if m := re.FindStringSubmatch(text); m != nil {
			p := steps(element.ReplaceAllString(m[1], ""))
			out = append(out, change{path: p}, change{path: beside(where, m[1])}, change{path: append(where[:len(where):len(where)], p...)})
		}
	}
	name := last(where)
	for _, re := range subjects {
		if m := re.FindStringSubmatch(d.Summary + d.Detail); m != nil {
			if n := last(steps(m[1])); n != "" {
				name = n
				break
			}
		}
	}
	if name == "" {
		return out
	}
	if tooFew.MatchString(text) {
		out = append(out, change{do: double, path: []string{name}})
	}
	for _, v := range values(name, text) {
		if last(where) == name {
			out = append(out, change{do: bring, path: where, value: v})
		}
		out = append(out, change{do: write, path: []string{name}, value: v})
	}
	return out
}

// values are what an attribute could be set to: what the message offers, then
// what it hints at, then one of everything.
func values(name, text string) []string {
	var out []string
	for _, re := range offers {
		if m := re.FindStringSubmatch(text); m != nil {
			out = append(out, strings.FieldsFunc(m[1], func(r rune) bool { return strings.ContainsRune(`," '`, r) })...)
		}
	}
	for _, re := range bounds {
		if m := re.FindStringSubmatch(text); m != nil {
			out = append(out, m[1])
			if n, err := strconv.Atoi(m[1]); err == nil && n < 5000 {
				out = append(out, strings.Repeat("a", n))
			}
		}
	}
	for _, re := range patterns {
		if m := re.FindStringSubmatch(text); m != nil {
			if s, ok := matching(m[1]); ok {
				out = append(out, s)
			}
		}
	}
	for _, h := range hints {
		if strings.Contains(text, h.word) {
			out = append(out, h.text)
		}
	}
	return append(out, anything...)
}

// hints tell a value from words of a message.
var hints = []struct{ word, text string }{
	{"ARN", anARN}, {"JSON", aPolicy}, {"CIDR", "10.0.0.0/24"}, {"multicast", "224.0.0.1"}, {"IPv4", "10.0.0.10"},
	{"account ID", "123456789012"}, {"12 digit", "123456789012"}, {"RFC3339", "2027-01-01T00:00:00Z"}, {"UUID", aUUID},
	{"phone", "+15555550100"}, {"Core Network ID", "core-network-0123456789abcdef0"}, {"VPN ARN", "arn:aws:ec2:us-east-1:123456789012:vpn-connection/vpn-0123456789abcdef0"},
	{"64-character hex", strings.Repeat("0", 64)}, {"64-bit", "64512"}, {"core-network", "core-network-0123456789abcdef0"},
	{"Directory ID", "d-0123456789"}, {"semantic version", "1.0.0"}, {"valid Value", "50.35.78.96/28"}, {"integer", "80"}, {"pb-", "pb-0123456789abcdef0"}, {"server id", "s-0123456789abcdef0"}, {"ParentId", "r-abcd"},
	{"double colons", "AWS::S3::Bucket"}, {"s3://", "s3://example/x"}, {"custom-", "custom-oracle-ee"}, {"azid", "example--use1-az4--xa-s3"},
	{"bucket", "example--use1-az4--x-s3"}, {"alias/", "alias/example"}, {"attachment", "attachment-0123456789abcdef0"}, {"ISO 3166", "US"},
	{"source uri", "Salesforce://AppFlow/example"}, {"letters, numbers, and underscores", "example"},
}

const aUUID = "11111111-2222-4333-a444-555555555555"

// anything is one of everything, tried when nothing else helps.
var anything = []string{
	"examplename", "example", "abcd1234", "a", "1", "0", "US", anARN, aPolicy, "10.0.0.0/24", "10.0.0.10", "123456789012",
	"2027-01-01T00:00:00Z", aUUID, "https://example.com/x", "s3://example/x", "a@example.com", "us-east-1", "us-east-1a", "80",
	"alias/example", "AWS::S3::Bucket", "rate(1 day)", "us-east-1:" + aUUID, "us-east-1_example", "example.com", "/example", "*", "GET",
	"arn:aws:s3:::example", "arn:aws:lambda:us-east-1:123456789012:function:example", "arn:aws:sns:us-east-1:123456789012:example",
	"ec2", "Example", "EXAMPLE", "example@example.com", "2027-01-01", "00:00", "example-name-that-is-long-enough-for-all",
}

// steps cuts a path in any of the ways in which the provider writes it.
func steps(p string) []string {
	var out []string
	for _, s := range strings.FieldsFunc(p, func(r rune) bool { return strings.ContainsRune(`.[]"`, r) }) {
		if s[0] < '0' || s[0] > '9' {
			out = append(out, s)
		}
	}
	return out
}

func last(p []string) string {
	if len(p) == 0 {
		return ""
	}
	return p[len(p)-1]
}

// beside gives the path of an attribute next to the one at a path.
func beside(where []string, name string) []string {
	name = last(steps(name))
	if len(where) == 0 {
		return []string{name}
	}
	return append(where[:len(where)-1:len(where)-1], name)
}
