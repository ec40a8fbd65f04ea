package breadth

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire/tfplugin"
)

func TestMatching(t *testing.T) {
	t.Parallel()
	for _, expr := range []string{`^[a-z]{3,5}$`, `^(dzd[-_])[a-zA-Z0-9_-]{1,36}$`, `(^[0-9a-z]{4,7}$|^AppConfig\\.[0-9A-Za-z]{9,40}$)`, `^(https|s3)://([^/])/?(.*)$`, `([0-9a-f]{10}-|)[0-9A-Fa-f]{8}`} {
		s, ok := matching(expr)
		if !ok || !regexp.MustCompile(strings.ReplaceAll(expr, `\\`, `\`)).MatchString(s) {
			t.Errorf("%s: %q", expr, s)
		}
	}
	if _, ok := matching("("); ok {
		t.Error("a broken expression is matched")
	}
}

func TestSampleText(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"subnet_ids": "subnet-0123456789abcdef0", "role_arn": anARN, "cidr_block": "10.0.0.0/24", "ip": "10.0.0.10", "zip": fallback, "assume_role_policy": aPolicy,
	} {
		if got := sampleText(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

func TestSuggestions(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		summary, detail string
		path            []string
		want            change // among the suggestions
	}{
		{"Missing required argument", "\"a\": one of `a.0.b,c` must be specified", nil, change{do: bring, path: []string{"a", "b"}}},
		{"Invalid Block", "Block vpc.az must have a configuration value as the provider has marked it as required", nil, change{do: bring, path: []string{"vpc", "az"}}},
		{"Missing Attribute Configuration", "Exactly one of these attributes must be configured: [a[0].b,a[0].c]", nil, change{do: bring, path: []string{"a", "c"}}},
		{"expected kind to be one of [\"A\" \"B\"], got x", "", nil, change{do: write, path: []string{"kind"}, value: "B"}},
		{"Invalid", "must be at least 24, got: 1", []string{"size"}, change{do: bring, path: []string{"size"}, value: "24"}},
		{"Not enough list items", "Attribute ip requires 2 item minimum, but config has only 1 declared.", nil, change{do: double, path: []string{"ip"}}},
		{"Conflicting configuration arguments", `"cidr": conflicts with group`, nil, change{do: drop, path: []string{"cidr"}}},
	} {
		d := &tfplugin.Diagnostic{Summary: c.summary, Detail: c.detail}
		if c.path != nil {
			d.Attribute = &tfplugin.AttributePath{Steps: []*tfplugin.Step{{Selector: &tfplugin.Step_AttributeName{AttributeName: c.path[0]}}}}
		}
		if !slices.ContainsFunc(suggestions(d), func(g change) bool {
			return g.do == c.want.do && g.value == c.want.value && slices.Equal(g.path, c.want.path)
		}) {
			t.Errorf("%s %s: no %+v", c.summary, c.detail, c.want)
		}
	}
}

func FuzzSuggestions(f *testing.F) {
	f.Add("expected length of a.0.b to be in the range (3 - 7), got x", "Path: a[Value({})].b Given")
	f.Fuzz(func(t *testing.T, summary, detail string) {
		suggestions(&tfplugin.Diagnostic{Summary: summary, Detail: detail})
	})
}

func TestSample(t *testing.T) {
	t.Parallel()
	names := []string{"c", "a", "b", "d"}
	one := Sample(names, 2)
	slices.Reverse(names)
	if two := Sample(names, 2); len(one) != 2 || !slices.Equal(one, two) {
		t.Errorf("%v and %v", one, two)
	}
	if all := Sample(names, 9); len(all) != 4 {
		t.Errorf("%v", all)
	}
}

func TestDeclared(t *testing.T) {
	t.Parallel()
	got, err := Declared(fstest.MapFS{
		"a/main.tf":    {Data: []byte("resource \"aws_vpc\" \"x\" {}\n  data \"aws_ami\" \"y\" {}\n# resource \"aws_no\" \"z\"\nresource \"random_pet\" \"p\" {}\n")},
		"b/main.tf":    {Data: []byte("resource \"aws_vpc\" \"x\" {}\nresource \"aws_eip\" \"x\" {}\n")},
		"b/README.txt": {Data: []byte("resource \"aws_no\" \"x\" {}\n")},
	})
	if err != nil || !slices.Equal(got["resource"], []string{"aws_eip", "aws_vpc"}) || !slices.Equal(got["data"], []string{"aws_ami"}) {
		t.Errorf("%v %v", got, err)
	}
}

func TestReport(t *testing.T) {
	t.Parallel()
	r := &Report{Provider: "hashicorp/aws 1.0.0", Refused: map[string]int{"DescribeX": 2}, Answers: map[string]error{"data aws_y": nil},
		Resources: []Outcome{{"aws_a", AtOnce, ""}, {"aws_b", Mended, "[status]"}, {"aws_c", Unsettled, "a | b\nid 0123456789abcdef"}}}
	page := r.Markdown()
	for _, want := range []string{"2 of 3 types are idempotent", "Of 1 data sources and ephemeral resources, 0 fail", "none answered, `DescribeX` refused", `| aws_c | the provider would change it at once | a \| b id … |`, "| aws_b | status |"} {
		if !strings.Contains(page, want) {
			t.Errorf("%q is missing in\n%s", want, page)
		}
	}
	if strings.Contains(page, "| aws_a |") {
		t.Error("what is well is listed")
	}
}
