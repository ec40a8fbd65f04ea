package synth

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"

	"github.com/terrace-cloud/terrace/internal/rehearsal/cloud"
	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire"
	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire/tfplugin"
)

const subnetSchema = `
	id oc
	arn c
	vpc_id r
	cidr_block o
	availability_zone oc
	availability_zone_id oc
	ipv6_cidr_block o
	ipv6_cidr_block_association_id c
	owner_id c
	private_dns_hostname_type_on_launch oc
	tags o ["map","string"]
	tags_all oc ["map","string"]`

const subnetConfig = `"vpc_id":"vpc-1","cidr_block":"10.0.0.0/20","availability_zone":"eu-central-1a"`

func BenchmarkFill(b *testing.B) {
	m := New(&world{})
	q := request(b, "aws_subnet", block(b, subnetSchema), subnetConfig)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := m.Fill(b.Context(), q); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkFillOverCloud fills what looks others up in a cloud of 2000 objects
// on disk, and counts there.
func BenchmarkFillOverCloud(b *testing.B) {
	db, err := cloud.Open(filepath.Join(b.TempDir(), "cloud.db"))
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	for i := range 2000 {
		typ := []string{"aws_subnet", "aws_eip", "aws_iam_role", "aws_security_group"}[i%4]
		o := cloud.Object{Key: cloud.Key{Account: account, Region: cloud.RegionOf(typ, region), Type: typ, ID: fmt.Sprint("x-", i)},
			Attrs: fmt.Appendf(nil, `{"id":"x-%d","cidr_block":"10.0.0.0/24","public_ip":"198.18.0.%d"}`, i, i%250)}
		if err := db.Create(b.Context(), o, false); err != nil {
			b.Fatal(err)
		}
	}
	m := New(db)
	q := request(b, "aws_nat_gateway", block(b, "id oc\nallocation_id o\nsubnet_id r\npublic_ip c\nprivate_ip oc\nnetwork_interface_id c"), `"allocation_id":"x-1001","subnet_id":"x-1000"`)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := m.Fill(b.Context(), q); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkSettle is the work around one plan; the plan itself is the real
// provider's, and costs it a millisecond for most types.
func BenchmarkSettle(b *testing.B) {
	m := New(&world{})
	schema := block(b, subnetSchema)
	q := request(b, "aws_subnet", schema, subnetConfig)
	v, err := m.Fill(b.Context(), q)
	if err != nil {
		b.Fatal(err)
	}
	encoded, err := tfwire.Encode(v, schema.Type)
	if err != nil {
		b.Fatal(err)
	}
	content := func(context.Context, *tfplugin.PlanRequest) (*tfplugin.PlanResponse, error) {
		return &tfplugin.PlanResponse{PlannedState: encoded}, nil
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := m.Settle(b.Context(), q, v, content); err != nil {
			b.Fatal(err)
		}
	}
}
