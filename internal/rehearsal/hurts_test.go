package rehearsal

import (
	"strings"
	"testing"

	"github.com/terrace-cloud/terrace/internal/estate"
)

func TestHurts(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ typ, action, want string }{
		{"aws_rds_cluster", "replace", "DATA LOST"},
		{"aws_rds_cluster_instance", "replace", "connections to the instance"},
		{"aws_s3_bucket", "delete", "DATA LOST"},
		{"aws_s3_bucket_policy", "replace", ""},
		{"aws_s3_bucket_versioning", "delete", ""},
		{"aws_lb", "replace", "address changes"},
		{"aws_elasticache_replication_group", "delete", "sessions"},
		{"aws_elasticache_parameter_group", "replace", ""},
		{"aws_vpc", "update", ""},
	} {
		got := hurts(Change{Type: c.typ, Action: c.action})
		if c.want == "" && got != "" || c.want != "" && !strings.Contains(got, c.want) {
			t.Errorf("%s of %s: %q, want %q in it", c.action, c.typ, got, c.want)
		}
	}
}

// What is bound to a network cannot follow it, whatever the plan says.
func TestBind(t *testing.T) {
	t.Parallel()
	changes := []Change{
		{Type: "aws_db_subnet_group", Action: "update", Attributes: []string{"subnet_ids"}},
		{Type: "aws_lb", Action: "update", Attributes: []string{"idle_timeout"}},
		{Type: "aws_lb", Action: "update", Attributes: []string{"name", "subnets"}},
	}
	bind(changes)
	for i, want := range []string{"AWS REFUSES", "", "AWS REFUSES"} {
		if got := changes[i].Hurts; want == "" && got != "" || !strings.HasPrefix(got, want) {
			t.Errorf("%+v: want %q", changes[i], want)
		}
	}
}

func TestService(t *testing.T) {
	t.Parallel()
	for typ, want := range map[string]string{
		"aws_vpc": "VPC", "aws_vpc_endpoint": "VPC endpoints", "aws_vpc_security_group_ingress_rule": "security groups",
		"aws_route": "VPC", "aws_route53_record": "Route 53", "aws_lb_listener": "load balancing", "aws_cloudwatch_event_rule": "EventBridge", "aws_glue_job": "Glue", "aws_quicksight_user": "quicksight", "odd": "odd",
	} {
		if got := Service(typ); got != want {
			t.Errorf("Service(%s) = %q, want %q", typ, got, want)
		}
	}
}

func TestUnprotect(t *testing.T) {
	t.Parallel()
	src := "locals {\n  protected = true # why\n}\n\nprevent_destroy = true\n\nexclude {\n  if      = true\n  actions = [\"destroy\"]\n}\n\nexclude {\n  if      = true\n  actions = [\"apply\"]\n}\n"
	got, did := unprotect([]byte(src), "x.hcl")
	text := string(got)
	if !did || strings.Contains(text, "prevent_destroy") || strings.Contains(text, `"destroy"`) || !strings.Contains(text, "protected = false") || !strings.Contains(text, `"apply"`) {
		t.Errorf("lifted: %v\n%s", did, text)
	}
	if _, did := unprotect([]byte("inputs = {}\n"), "x.hcl"); did {
		t.Error("a file without protection was changed")
	}
}

func TestRefuses(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		unit estate.Unit
		want bool
	}{
		"nothing":             {estate.Unit{}, false},
		"prevent_destroy":     {estate.Unit{PreventDestroy: true}, true},
		"excluded of destroy": {estate.Unit{Exclude: estate.Exclude{If: true, Actions: []string{"destroy"}}}, true},
		"not excluded":        {estate.Unit{Exclude: estate.Exclude{Actions: []string{"destroy"}}}, false},
		"left out altogether": {estate.Unit{Exclude: estate.Exclude{If: true, Actions: []string{"all"}}}, false},
		"known in a run only": {estate.Unit{Exclude: estate.Exclude{Unknown: true}}, true},
	} {
		if got := refuses(&c.unit); got != c.want {
			t.Errorf("%s: %t", name, got)
		}
	}
}
