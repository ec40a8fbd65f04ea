package cloud

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// saved is a state that holds these objects.
func saved(objects ...Object) (out []StateObject) {
	for _, o := range objects {
		var a struct{ ARN string }
		_ = json.Unmarshal(o.Attrs, &a)
		out = append(out, StateObject{Address: o.Type + "." + o.ID, Type: o.Type, ID: o.ID, ARN: a.ARN, Attrs: o.Attrs})
	}
	return out
}

// Each case is a moment at which a run was killed: what the cloud had come to
// be, and what the state knew that was saved last.
func TestAfterAKill(t *testing.T) {
	t.Parallel()
	vpc, subnet := object("aws_vpc", "vpc-1"), object("aws_subnet", "subnet-1")
	changed := object("aws_vpc", "vpc-1", attrs(`{"id":"vpc-1","tags":{"a":"b"}}`))
	eu := object("aws_cloudwatch_log_group", "app", attrs(`{"arn":"arn:aws:logs:eu-central-1:1:log-group:app"}`))
	us := object("aws_cloudwatch_log_group", "app", in(account, "us-east-1"), attrs(`{"arn":"arn:aws:logs:us-east-1:1:log-group:app"}`))
	euPolicy := object("aws_backup_vault_policy", "v")
	usPolicy := object("aws_backup_vault_policy", "v", in(account, "us-east-1"))
	oldCluster := object("aws_rds_cluster", "a", named("region", "a"))
	newCluster := object("aws_rds_cluster", "b", named("region", "b"))
	record := object("aws_route53_record", "z_www_A", named("z", "www A"), attrs(`{"id":"z_www_A","records":["1"]}`), unit("other"))
	overwritten := object("aws_route53_record", "z_www_A", named("z", "www A"), attrs(`{"id":"z_www_A","records":["2"]}`))

	type does func(*testing.T, *DB)
	makes := func(o ...Object) does { return func(t *testing.T, d *DB) { stand(t, d, o...) } }
	knows := func(o ...Object) does { // an earlier run that came to its end
		return func(t *testing.T, d *DB) {
			stand(t, d, o...)
			if _, err := d.Reconcile(t.Context(), "u", saved(o...), "run-0"); err != nil {
				t.Fatal(err)
			}
		}
	}
	updates := func(old, o Object) does {
		return func(t *testing.T, d *DB) {
			if err := d.Update(t.Context(), old.Key, o); err != nil {
				t.Fatal(err)
			}
		}
	}
	deletes := func(o Object) does {
		return func(t *testing.T, d *DB) {
			if err := d.Delete(t.Context(), o.Key); err != nil {
				t.Fatal(err)
			}
		}
	}
	replaces := func(o Object) does {
		return func(t *testing.T, d *DB) {
			if err := d.Create(t.Context(), o, true); err != nil {
				t.Fatal(err)
			}
		}
	}

	tests := []struct {
		name  string
		cloud []does
		state []StateObject
		want  Report // keys only: see keysOf
		left  []string
	}{
		{"before the first write", nil, nil, Report{}, []string{}},
		{"made, nothing saved", []does{makes(vpc, subnet)}, nil,
			Report{RolledBack: []RolledBack{{Key: subnet.Key, Run: "run-1"}, {Key: vpc.Key, Run: "run-1"}}}, []string{}},
		{"two made, one saved", []does{makes(vpc, subnet)}, saved(vpc),
			Report{RolledBack: []RolledBack{{Key: subnet.Key, Run: "run-1"}}}, []string{"aws_vpc vpc-1"}},
		{"updated, not saved", []does{knows(vpc), updates(vpc, changed)}, saved(vpc),
			Report{Changed: []StateRef{{Address: "aws_vpc.vpc-1", Key: vpc.Key}}}, []string{"aws_vpc vpc-1"}},
		{"made and updated, not saved", []does{makes(vpc), updates(vpc, changed)}, nil,
			Report{RolledBack: []RolledBack{{Key: vpc.Key, Run: "run-1"}}}, []string{}},
		{"destroyed, not saved", []does{knows(vpc, subnet), deletes(subnet)}, saved(vpc, subnet),
			Report{Gone: []StateRef{{Address: "aws_subnet.subnet-1", Key: Key{Type: "aws_subnet", ID: "subnet-1"}}}}, []string{"aws_vpc vpc-1"}},
		{"replaced, the old one destroyed, the new one made", []does{knows(vpc), deletes(vpc), makes(object("aws_vpc", "vpc-2"))}, saved(vpc),
			Report{RolledBack: []RolledBack{{Key: object("aws_vpc", "vpc-2").Key, Run: "run-1"}},
				Gone: []StateRef{{Address: "aws_vpc.vpc-1", Key: Key{Type: "aws_vpc", ID: "vpc-1"}}}}, []string{}},
		{"replaced under the same id", []does{knows(vpc), deletes(vpc), makes(changed)}, saved(vpc),
			Report{Changed: []StateRef{{Address: "aws_vpc.vpc-1", Key: vpc.Key}}}, []string{"aws_vpc vpc-1"}},
		{"create before destroy, nothing saved", []does{knows(vpc), makes(object("aws_vpc", "vpc-2"))}, saved(vpc),
			Report{RolledBack: []RolledBack{{Key: object("aws_vpc", "vpc-2").Key, Run: "run-1"}}}, []string{"aws_vpc vpc-1"}},
		{"create before destroy, the old one saved as deposed", []does{knows(vpc), makes(object("aws_vpc", "vpc-2"))},
			append(saved(object("aws_vpc", "vpc-2")), StateObject{Address: "aws_vpc.it", Deposed: "1234", Type: "aws_vpc", ID: "vpc-1", Attrs: vpc.Attrs}),
			Report{}, []string{"aws_vpc vpc-1", "aws_vpc vpc-2"}},
		{"the deposed one destroyed, not saved", []does{knows(vpc), makes(object("aws_vpc", "vpc-2")), deletes(vpc)},
			append(saved(object("aws_vpc", "vpc-2")), StateObject{Address: "aws_vpc.it", Deposed: "1234", Type: "aws_vpc", ID: "vpc-1", Attrs: vpc.Attrs}),
			Report{Gone: []StateRef{{Address: "aws_vpc.it", Deposed: "1234", Key: Key{Type: "aws_vpc", ID: "vpc-1"}}}}, []string{"aws_vpc vpc-2"}},
		{"renamed in place, not saved", []does{knows(oldCluster), updates(oldCluster, newCluster)}, saved(oldCluster),
			Report{RolledBack: []RolledBack{{Key: newCluster.Key, Run: "run-1", Restored: true}}}, []string{"aws_rds_cluster a"}},
		{"renamed twice, not saved", []does{knows(oldCluster), updates(oldCluster, newCluster), updates(newCluster, object("aws_rds_cluster", "c"))}, saved(oldCluster),
			Report{RolledBack: []RolledBack{{Key: object("aws_rds_cluster", "c").Key, Run: "run-1", Restored: true}}}, []string{"aws_rds_cluster a"}},
		{"written over another unit's, not saved", []does{makes(record), replaces(overwritten)}, nil,
			Report{RolledBack: []RolledBack{{Key: record.Key, Run: "run-1", Restored: true}}}, []string{"aws_route53_record z_www_A"}},
		{"the same name in two regions, one saved", []does{makes(eu, us)}, saved(us),
			Report{RolledBack: []RolledBack{{Key: eu.Key, Run: "run-1"}}}, []string{"aws_cloudwatch_log_group app"}},
		{"the same id in two regions without an ARN, the older saved", []does{makes(usPolicy, euPolicy)}, saved(usPolicy),
			Report{RolledBack: []RolledBack{{Key: euPolicy.Key, Run: "run-1"}}}, []string{"aws_backup_vault_policy v"}},
		{"another unit's of the same id is nobody's business", []does{makes(object("aws_backup_vault_policy", "v", in("444455556666", region), unit("other")), euPolicy)}, saved(euPolicy),
			Report{}, []string{"aws_backup_vault_policy v", "aws_backup_vault_policy v"}},
		{"imported from another unit", []does{makes(object("aws_vpc", "vpc-1", unit("other")))}, saved(vpc), Report{}, []string{"aws_vpc vpc-1"}},
		{"let go of without destroying it", []does{knows(vpc, subnet)}, saved(vpc),
			Report{Unmanaged: []Key{subnet.Key}}, []string{"aws_subnet subnet-1", "aws_vpc vpc-1"}},
		{"without a unit", []does{makes(object("aws_vpc", "vpc-1", unit("")))}, nil, Report{}, []string{"aws_vpc vpc-1"}},
	}
	for _, c := range tests {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			d := openNew(t)
			for _, f := range c.cloud {
				f(t, d)
			}
			r, err := d.Reconcile(t.Context(), "u", c.state, "run-2")
			if err != nil {
				t.Fatal(err)
			}
			c.want.Unit, c.want.Run = "u", "run-2"
			if diff := cmp.Diff(c.want, r, cmpopts.IgnoreUnexported(RolledBack{})); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(c.left, ids(t, d)); diff != "" {
				t.Error(diff)
			}
			again, err := d.Reconcile(t.Context(), "u", c.state, "run-3")
			if err != nil || len(again.RolledBack) != 0 {
				t.Errorf("a second time: %+v, %v", again, err)
			}
			if got := ids(t, d); cmp.Diff(c.left, got) != "" {
				t.Errorf("a second time %v stand", got)
			}
		})
	}
}

func TestWhatIsRolledBackIsAsItWas(t *testing.T) {
	t.Parallel()
	d := openNew(t)
	was := object("aws_default_security_group", "sg-1", named("vpc", "default"), unit("other"), attrs(`{"id":"sg-1","v":1}`))
	stand(t, d, was)
	if err := d.Create(t.Context(), object("aws_default_security_group", "sg-1", named("vpc", "default"), attrs(`{"id":"sg-1","v":2}`)), true); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Reconcile(t.Context(), "u", nil, "run-2"); err != nil {
		t.Fatal(err)
	}
	l, err := d.ByUnit("other")
	if err != nil || len(l) != 1 {
		t.Fatal(l, err)
	}
	l[0].Serial = 0
	if diff := cmp.Diff(was, l[0]); diff != "" {
		t.Error(diff)
	}
	if err := d.Create(t.Context(), object("aws_default_security_group", "sg-2", named("vpc", "default")), false); err == nil {
		t.Error("its name was lost")
	}
}

func TestNoUnitNoComparison(t *testing.T) {
	t.Parallel()
	d := openNew(t)
	stand(t, d, object("aws_vpc", "a", unit("")))
	r, err := d.Reconcile(t.Context(), "", nil, "run-2")
	if err != nil || !r.Clean() || len(ids(t, d)) != 1 {
		t.Errorf("%+v %v", r, err)
	}
}
