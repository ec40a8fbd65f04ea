package counts_test

import (
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terrace-cloud/terrace/test/mirror/counts"
)

func TestPlanAndRehearsalGiveTheSame(t *testing.T) {
	t.Parallel()
	fromPlan, err := counts.FromPlan([]byte(`{"resource_changes": [
		{"mode": "managed", "type": "aws_subnet", "change": {"actions": ["create"]}},
		{"mode": "managed", "type": "aws_subnet", "change": {"actions": ["delete", "create"]}},
		{"mode": "managed", "type": "aws_vpc", "change": {"actions": ["no-op"]}},
		{"mode": "data", "type": "aws_region", "change": {"actions": ["read"]}}
	]}`))
	if err != nil {
		t.Fatal(err)
	}
	fromRehearsal, err := counts.FromRehearsal([]byte(`{"event": "unit", "unit": "dev/network/vpc"}
{"units": [` +
		`{"path": "dev/network/vpc", "module": "tfr:///terraform-aws-modules/vpc/aws?version=5.21.0", "types": {"aws_subnet": 2}},` +
		`{"path": "dev/network/security-groups", "module": "../modules//security-groups", "types": {"aws_security_group": 10}}]}
`))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(counts.Units{"dev/network/vpc": fromPlan}, fromRehearsal); diff != "" {
		t.Error(diff)
	}
}

func TestDiff(t *testing.T) {
	t.Parallel()
	recorded := counts.Units{"a": {"aws_subnet": 3, "aws_vpc": 1}, "gone": {"aws_eip": 1}}
	made := counts.Units{"a": {"aws_subnet": 2, "aws_route": 1, "aws_vpc": 1}, "new": {}}
	want := []string{
		"a: aws_route: 1, recorded 0",
		"a: aws_subnet: 2, recorded 3",
		"gone: recorded true, made false",
		"new: recorded false, made true",
	}
	if diff := cmp.Diff(want, counts.Diff(recorded, made)); diff != "" {
		t.Error(diff)
	}
	if lines := counts.Diff(recorded, recorded); lines != nil {
		t.Errorf("a recording differs from itself: %v", lines)
	}
}

func TestWriteAndRead(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "counts.json")
	units := counts.Units{"b": {"aws_vpc": 1}, "a": {}}
	if err := units.Write(file); err != nil {
		t.Fatal(err)
	}
	back, err := counts.Read(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(units, back); diff != "" {
		t.Error(diff)
	}
}
