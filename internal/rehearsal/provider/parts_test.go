package provider

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/terrace-cloud/terrace/internal/rehearsal/cloud"
	"github.com/zclconf/go-cty/cty"
)

func TestTheAccountOfAProviderConfiguration(t *testing.T) {
	t.Parallel()
	const one, two, session = "111111111111", "222222222222", "999999999999"
	list := func(s ...string) cty.Value {
		var l []cty.Value
		for _, x := range s {
			l = append(l, cty.StringVal(x))
		}
		return cty.SetVal(l)
	}
	roles := func(arns ...string) cty.Value {
		var l []cty.Value
		for _, a := range arns {
			l = append(l, cty.ObjectVal(map[string]cty.Value{"role_arn": cty.StringVal(a)}))
		}
		return cty.ListVal(l)
	}
	role := func(id string) string { return "arn:aws:iam::" + id + ":role/x" }
	for name, k := range map[string]struct {
		args map[string]cty.Value
		want string // "" is a refusal
	}{
		"nothing":            {nil, session},
		"allowed":            {map[string]cty.Value{"allowed_account_ids": list(one)}, one},
		"allowed, session":   {map[string]cty.Value{"allowed_account_ids": list(one, session)}, session},
		"key":                {map[string]cty.Value{"access_key": cty.StringVal("AKIA" + two + "XXXX")}, two},
		"key among allowed":  {map[string]cty.Value{"access_key": cty.StringVal("AKIA" + two + "XXXX"), "allowed_account_ids": list(one, two)}, two},
		"key not allowed":    {map[string]cty.Value{"access_key": cty.StringVal("AKIA" + two + "XXXX"), "allowed_account_ids": list(one)}, one},
		"a key of the user":  {map[string]cty.Value{"access_key": cty.StringVal("AKIAABCDEFGHIJKLMNOP")}, session},
		"role":               {map[string]cty.Value{"assume_role": roles(role(two))}, two},
		"chain of roles":     {map[string]cty.Value{"assume_role": roles(role(one), role(two))}, two},
		"role, allowed":      {map[string]cty.Value{"assume_role": roles(role(two)), "allowed_account_ids": list(two)}, two},
		"role, not allowed":  {map[string]cty.Value{"assume_role": roles(role(two)), "allowed_account_ids": list(one)}, ""},
		"role, forbidden":    {map[string]cty.Value{"assume_role": roles(role(two)), "forbidden_account_ids": list(two)}, ""},
		"web identity":       {map[string]cty.Value{"assume_role_with_web_identity": roles(role(one))}, one},
		"role not yet known": {map[string]cty.Value{"assume_role": cty.UnknownVal(cty.List(cty.Object(map[string]cty.Type{"role_arn": cty.String})))}, session},
		"no ARN":             {map[string]cty.Value{"assume_role": roles("deploy")}, session},
	} {
		got, no := accountOf(k.args, session)
		if got != k.want || (no != nil) != (k.want == "") {
			t.Errorf("%s: got %q, %v, want %q", name, got, no, k.want)
		}
	}
}

func TestNothingThatReachesOutIsForwarded(t *testing.T) {
	t.Parallel()
	text := cty.StringVal("mine")
	got := harmless(map[string]cty.Value{
		"region": cty.UnknownVal(cty.String), "profile": text, "token": text, "shared_config_files": cty.ListVal([]cty.Value{text}),
		"endpoints": cty.SetVal([]cty.Value{cty.ObjectVal(map[string]cty.Value{"s3": text})}), "assume_role": cty.ListVal([]cty.Value{text}),
		"access_key": text, "secret_key": text, "skip_credentials_validation": cty.False, "skip_metadata_api_check": cty.NullVal(cty.String),
		"skip_region_validation": cty.StringVal("of another type one day"), "http_proxy": text, "tomorrow": text,
		"default_tags": cty.ListVal([]cty.Value{cty.ObjectVal(map[string]cty.Value{"tags": cty.MapVal(map[string]cty.Value{"a": text})})}),
	}, "eu-central-1").AsValueMap()
	for name, v := range got {
		switch {
		case name == "default_tags":
			if v.LengthInt() != 1 {
				t.Error("default_tags are gone")
			}
		case strings.Contains(v.GoString(), "mine"):
			t.Errorf("%s came through: %#v", name, v)
		case !v.IsWhollyKnown():
			t.Errorf("%s is unknown", name)
		}
	}
	for name, want := range map[string]cty.Value{"region": cty.StringVal("eu-central-1"), "skip_credentials_validation": cty.True, "skip_metadata_api_check": cty.StringVal("true"), "skip_region_validation": cty.NullVal(cty.String)} {
		if !got[name].RawEquals(want) {
			t.Errorf("%s is %#v, want %#v", name, got[name], want)
		}
	}
}

func TestPrivateDataLosesTheOldSDKsOwn(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		``:                            ``,
		`not json`:                    `not json`,
		`{"schema_version":"1"}`:      `{"schema_version":"1"}`,
		`{"_new_extra_shim":{"a":1}}`: ``,
		`{"_new_extra_shim":{},"big":18000000000000000001}`: `{"big":18000000000000000001}`,
	} {
		if got := string(cleanPrivate([]byte(in))); got != want {
			t.Errorf("%s became %s, want %s", in, got, want)
		}
	}
}

func TestTheMemoForgetsWhatWasUsedLeastRecently(t *testing.T) {
	t.Parallel()
	m := newMemo(3 * (1000 + overhead))
	key := func(i int) [sha256.Size]byte { return sha256.Sum256([]byte{byte(i)}) }
	for i := range 3 {
		m.put(key(i), make([]byte, 1000))
	}
	m.get(key(0))
	m.put(key(3), make([]byte, 1000))
	m.put(key(4), make([]byte, 1<<20)) // larger than all of it
	for i, want := range []bool{true, false, true, true, false} {
		if _, ok := m.get(key(i)); ok != want {
			t.Errorf("answer %d: there is %v, want %v", i, ok, want)
		}
	}
	if m.size > m.limit || m.order.Len() != len(m.by) {
		t.Errorf("%d of %d bytes, %d and %d entries", m.size, m.limit, m.order.Len(), len(m.by))
	}
}

func TestClosingLeavesNothing(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "")
	e, err := w.Serve(Session{})
	if err != nil {
		t.Fatal(err)
	}
	var m map[string]struct {
		Addr struct{ Network, String string }
	}
	if err := json.Unmarshal([]byte(e.Reattach()), &m); err != nil || len(m) != 2 {
		t.Fatalf("%s: %v", e.Reattach(), err)
	}
	socket := m[Addresses[0]].Addr.String
	if _, err := os.Stat(socket); err != nil {
		t.Error(err)
	}
	e.Close()
	if _, err := os.Stat(filepath.Dir(socket)); !os.IsNotExist(err) {
		t.Errorf("the socket's folder is still there (%v)", err)
	}
}

func TestRefusalsCarryAWSsCodes(t *testing.T) {
	t.Parallel()
	for _, k := range []struct{ typ, account, want string }{
		{"aws_s3_bucket", "1", "BucketAlreadyOwnedByYou"},
		{"aws_s3_bucket", "2", "BucketAlreadyExists"},
		{"aws_iam_role", "1", "EntityAlreadyExists"},
		{"aws_lb_target_group", "1", "DuplicateTargetGroupName"},
		{"aws_lb", "1", "DuplicateLoadBalancerName"},
		{"aws_ecr_repository", "1", "RepositoryAlreadyExistsException"},
		{"aws_security_group", "1", "InvalidGroup.Duplicate"},
		{"aws_something_new", "1", "AlreadyExists"},
	} {
		e := &Endpoint{session: Session{Unit: "here"}, report: newReport()}
		ds := e.exists(place{account: "1", unit: "here"}, &cloud.ExistsError{Standing: cloud.Object{Key: cloud.Key{Account: k.account, Region: "eu-central-1", Type: k.typ, ID: "id"}, Name: "name", Unit: "there"}})
		if want := fmt.Sprintf("%s: %s \"name\" already exists", k.want, k.typ); ds[0].Summary != want {
			t.Errorf("got %s, want %s", ds[0].Summary, want)
		}
		if !strings.Contains(ds[0].Detail, "made by unit there") {
			t.Errorf("the owner is missing in %s", ds[0].Detail)
		}
	}
}
