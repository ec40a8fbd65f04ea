package cloud

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestLoad(t *testing.T) {
	t.Parallel()
	from := func(typ, id, provider, attrs string, change ...func(*StateObject)) StateObject {
		v := value(t, attrs)
		s := StateObject{Address: typ + "." + id, Type: typ, ID: id, Provider: provider, Attrs: []byte(attrs)}
		if a := v.Type().HasAttribute("arn"); a {
			s.ARN = v.GetAttr("arn").AsString()
		}
		for _, f := range change {
			f(&s)
		}
		return s
	}
	state := []StateObject{
		from("aws_vpc", "vpc-1", "main", `{"arn":"arn:aws:ec2:eu-central-1:111122223333:vpc/vpc-1"}`),
		from("aws_route", "r-1", "main", `{"route_table_id":"rtb-1","destination_cidr_block":"0.0.0.0/0"}`),
		from("aws_iam_role", "deploy", "main", `{"arn":"arn:aws:iam::111122223333:role/deploy","name":"deploy"}`),
		from("aws_s3_bucket", "logs", "main", `{"arn":"arn:aws:s3:::logs","bucket":"logs","region":"eu-west-1"}`),
		from("aws_vpc", "vpc-2", "west", `{"arn":"arn:aws:ec2:us-west-2:444455556666:vpc/vpc-2"}`),
		from("aws_volume_attachment", "vai-1", "west", `{"device_name":"x"}`),
		from("aws_ebs_volume", "vol-1", "bare", `{"availability_zone":"eu-north-1a","owner_id":"777788889999"}`),
		from("aws_db_instance", "db", "lost", `{"password":"x"}`, func(s *StateObject) { s.Sensitive = []string{"password"} }),
		from("aws_x", "", "main", `{}`),
	}
	d := openNew(t)
	stand(t, d, object("aws_vpc", "vpc-1"))
	l, err := d.Load(t.Context(), state, Loading{Unit: "net", Run: "load"})
	if err != nil {
		t.Fatal(err)
	}
	want := Loaded{Objects: 7, Replaced: 1,
		Types:   map[string]int{"aws_vpc": 2, "aws_route": 1, "aws_iam_role": 1, "aws_s3_bucket": 1, "aws_volume_attachment": 1, "aws_ebs_volume": 1},
		Skipped: []Skipped{{"aws_db_instance.db", "nothing tells its account"}, {"aws_x.", "its id cannot be told without the provider's schema"}},
	}
	if diff := cmp.Diff(want, l); diff != "" {
		t.Error(diff)
	}
	var places []string
	all, err := d.List(nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range all {
		places = append(places, o.Account+" "+o.Region+" "+o.ID+" "+o.Name)
	}
	if diff := cmp.Diff([]string{
		"111122223333 eu-central-1 r-1 0.0.0.0/0",
		"111122223333 eu-central-1 vpc-1 ",
		"111122223333 eu-west-1 logs logs",
		"111122223333 global deploy deploy",
		"444455556666 us-west-2 vai-1 ",
		"444455556666 us-west-2 vpc-2 ",
		"777788889999 eu-north-1 vol-1 ",
	}, places); diff != "" {
		t.Error(diff)
	}

	// With a hint the rest comes too, and knows its secrets.
	if l, err = d.Load(t.Context(), state[7:8], Loading{Unit: "net", Account: account, Region: region}); err != nil || l.Objects != 1 {
		t.Fatal(l, err)
	}
	o, _, _ := d.Get(Key{account, region, "aws_db_instance", "db"})
	if diff := cmp.Diff([]string{"password"}, o.Sensitive); diff != "" {
		t.Error(diff)
	}
	// It is as saved: a state that does not hold it takes nothing away.
	r, err := d.Reconcile(t.Context(), "net", nil, "run")
	if err != nil || len(r.RolledBack) != 0 || len(r.Unmanaged) != 8 {
		t.Errorf("%+v %v", r, err)
	}
	if err := d.Create(t.Context(), object("aws_iam_role", "x", named("account", "deploy"), in(account, "global")), false); err == nil {
		t.Error("a loaded name is free")
	}
}
