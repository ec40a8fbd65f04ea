package synth

import (
	"regexp"
	"testing"
)

func TestTemplates(t *testing.T) {
	t.Parallel()
	w := &world{}
	w.stands(t, "aws_vpc", `"id":"vpc-1","owner_id":"9","tags":{"Name":"n"},"sub":[{"key":"deep"}]`)
	b := block(t, `
		id oc
		name o
		vpc_id o
		ids o ["list","string"]
		on o bool
		size o number
		tags o ["map","string"]
		rule {
		key o
		}`)
	q := request(t, "aws_thing_part", b, `"name":"a/b.c","vpc_id":"vpc-1","ids":["i1","i2"],"on":true,"size":3,"tags":{"Name":"x"},"rule":[{"key":"k"}]`)
	for text, want := range map[string]string{
		"plain":                           "plain",
		"{account}:{region}:{partition}":  "111122223333:eu-central-1:aws",
		"{suffix} {product}":              "amazonaws.com thing",
		"{region.short} {region.alb}":     "euc1 Z215JYRZR1TBD5",
		"{name:after /}":                  "b.c",
		"{name:before /}":                 "a",
		"{name:last /}":                   "b.c",
		"{name:less a}":                   "/b.c",
		"{name:swap ./}":                  "a/b/c",
		"{name:if a/}":                    "a/b.c",
		"{name:if b|'no'}":                "no",
		"{name:prefix p-}":                "p-a/b.c",
		"{id:prefix p-}":                  "",
		"{id|name:after .}":               "c",
		"{ids} {on} {size}":               "i1 true 3",
		"{tags.Name} {rule.key}":          "x k",
		"{aws_vpc(id=vpc_id).owner_id}":   "9",
		"{aws_vpc(id=vpc_id).tags.Name}":  "n",
		"{aws_vpc(id=vpc_id).sub.key}":    "deep",
		"{aws_vpc(id=name).owner_id|'-'}": "-",
		`{"a":"{name:before /}","b":{}}`:  `{"a":"a","b":{}}`,
		"${version} {on}":                 "${version} true",
	} {
		f := New(w).filling(t.Context(), q, q.Config)
		tpl, err := parseTemplate(text)
		if err != nil {
			t.Errorf("%s: %s", text, err)
			continue
		}
		if got := f.expand(tpl, "x"); got != want {
			t.Errorf("%s gives %q, want %q", text, got, want)
		}
	}
	for text, want := range map[string]string{
		"{hex17}": `^[0-9a-f]{17}$`, "{num4}": `^\d{4}$`, "{upper5}": `^[A-Z0-9]{5}$`, "{lower5}": `^[a-z0-9]{5}$`, "{mixed9}": `^[A-Za-z0-9]{9}$`,
		"{uuid}": `^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$`, "{locallower12}": `^[a-z0-9]{12}$`, "{accounthex64}": `^[0-9a-f]{64}$`,
	} {
		f := New(w).filling(t.Context(), q, q.Planned)
		tpl, err := parseTemplate(text + " " + text)
		if err != nil {
			t.Fatal(err)
		}
		got := f.expand(tpl, "x")
		half := got[:len(got)/2]
		if !regexp.MustCompile(want).MatchString(half) {
			t.Errorf("%s gives %q", text, half)
		}
		if same := half == got[len(got)/2+1:]; same != (text[1] == 'l' && text[2] == 'o' && text[3] == 'c' || text[1] == 'a') {
			t.Errorf("%s twice gives %q", text, got)
		}
	}
}

func TestShort(t *testing.T) {
	t.Parallel()
	for region, want := range map[string]string{
		"eu-central-1": "euc1", "us-east-1": "use1", "ap-southeast-2": "apse2", "ap-northeast-1": "apne1", "us-gov-west-1": "usgw1", "cn-north-1": "cnn1", "": "",
	} {
		if got := short(region); got != want {
			t.Errorf("%s is %s, want %s", region, got, want)
		}
	}
}

func TestHostIn(t *testing.T) {
	t.Parallel()
	f := New(&world{}).filling(t.Context(), request(t, "aws_x", block(t, "id oc\nsubnet_id o"), ``), config(t, block(t, "id oc\nsubnet_id o"), ``))
	if got := f.host("subnet_id", "s"); !regexp.MustCompile(`^10\.0\.0\.\d+$`).MatchString(got) {
		t.Errorf("without a subnet: %s", got)
	}
}
