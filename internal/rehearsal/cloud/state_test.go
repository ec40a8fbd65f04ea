package cloud

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire"
	"github.com/zclconf/go-cty/cty"
)

const stateText = `{
  "version": 4, "terraform_version": "1.11.4", "serial": 3, "lineage": "x", "outputs": {},
  "resources": [
    {"mode": "data", "type": "aws_region", "name": "it", "provider": "provider[\"registry.terraform.io/hashicorp/aws\"]",
     "instances": [{"schema_version": 0, "attributes": {"id": "eu-central-1"}}]},
    {"mode": "managed", "type": "random_id", "name": "it", "provider": "provider[\"registry.terraform.io/hashicorp/random\"]",
     "instances": [{"schema_version": 0, "attributes": {"id": "abc"}}]},
    {"module": "module.net[\"a\"]", "mode": "managed", "type": "aws_vpc", "name": "it",
     "provider": "module.net.provider[\"registry.opentofu.org/hashicorp/aws\"].west",
     "instances": [
       {"index_key": 0, "schema_version": 1, "attributes": {"id": "vpc-1", "arn": "arn:aws:ec2:eu-central-1:1:vpc/vpc-1", "owner": null}, "sensitive_attributes": [], "private": "eyJhIjoxfQ=="},
       {"index_key": "k", "deposed": "00000001", "schema_version": 1, "attributes": {"id": "vpc-2"}}]},
    {"mode": "managed", "type": "aws_db_instance", "name": "it", "provider": "provider[\"registry.terraform.io/hashicorp/aws\"]",
     "instances": [{"schema_version": 2, "attributes": {"id": "db", "password": "hunter2"},
       "sensitive_attributes": [[{"type": "get_attr", "value": "password"}], []]}]}
  ]
}`

func TestParseState(t *testing.T) {
	t.Parallel()
	vpc := &tfwire.Block{Version: 1, Type: cty.Object(map[string]cty.Type{"id": cty.String, "arn": cty.String, "owner": cty.String})}
	block := func(typ string) (*tfwire.Block, error) {
		if typ == "aws_vpc" {
			return vpc, nil
		}
		return nil, errors.New("no such type")
	}
	got, err := ParseState([]byte(stateText), block)
	if err != nil {
		t.Fatal(err)
	}
	var short []StateObject
	for _, o := range got {
		short = append(short, StateObject{Address: o.Address, Type: o.Type, ID: o.ID, ARN: o.ARN, Deposed: o.Deposed, SchemaVersion: o.SchemaVersion, Private: o.Private, Sensitive: o.Sensitive})
	}
	want := []StateObject{
		{Address: `module.net["a"].aws_vpc.it[0]`, Type: "aws_vpc", ID: "vpc-1", ARN: "arn:aws:ec2:eu-central-1:1:vpc/vpc-1", SchemaVersion: 1, Private: []byte(`{"a":1}`)},
		{Address: `module.net["a"].aws_vpc.it["k"]`, Type: "aws_vpc", ID: "vpc-2", Deposed: "00000001", SchemaVersion: 1},
		{Address: "aws_db_instance.it", Type: "aws_db_instance", ID: "db", SchemaVersion: 2, Sensitive: []string{"password"}},
	}
	if diff := cmp.Diff(want, short); diff != "" {
		t.Error(diff)
	}
}

func TestStatesThatSayNothing(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ text, says string }{
		"not JSON":     {"{", "not JSON"},
		"encrypted":    {`{"encrypted_data":"abc","version":4}`, "encrypted"},
		"format 3":     {`{"version":3,"modules":[]}`, "format 3"},
		"another file": {`{"a":1}`, "format 0"},
		"odd attributes": {`{"version":4,"resources":[{"mode":"managed","type":"aws_vpc","name":"a","provider":"provider[\"registry.terraform.io/hashicorp/aws\"]","instances":[{"attributes":[1]}]}]}`,
			"aws_vpc.a"},
	} {
		_, err := ParseState([]byte(c.text), nil)
		var f *diag.Finding
		if !errors.As(err, &f) || !strings.Contains(f.Detail, c.says) || f.Fix == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
	if l, err := ParseState([]byte(" \n"), nil); err != nil || l != nil {
		t.Errorf("an empty file: %v %v", l, err)
	}
}

func FuzzParseState(f *testing.F) {
	f.Add([]byte(stateText))
	f.Add([]byte(`{"version":4,"resources":[{"mode":"managed","type":"aws_ecs_task_definition","provider":"provider[\"x/hashicorp/aws\"]","instances":[{"attributes":{"revision":null,"arn":1}},{"attributes_flat":{"id":"a"}}]}]}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		l, err := ParseState(b, nil)
		var finding *diag.Finding
		if err != nil && !errors.As(err, &finding) {
			t.Errorf("%v is no finding", err)
		}
		for _, o := range l {
			if o.Type == "" && o.Address == "" {
				t.Errorf("%+v", o)
			}
		}
	})
}

func FuzzDecode(f *testing.F) {
	o := object("aws_vpc", "a", named("region", "n"))
	f.Add(o.bytes(), encode(&o))
	f.Add([]byte("\x00\x00\x00"), []byte{0, 0, 200, 1})
	f.Fuzz(func(t *testing.T, k, v []byte) {
		if o, err := decode(k, v); err == nil {
			again, err := decode(o.bytes(), encode(&o))
			if diff := cmp.Diff(o, again); err != nil || diff != "" {
				t.Errorf("%v %s", err, diff)
			}
		}
		_, _ = decodeMark(v)
		_ = typeAndID(k)
	})
}
