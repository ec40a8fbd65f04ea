package infrastructure

import (
	"net/netip"
	"path/filepath"
	"testing"

	"github.com/terrace-cloud/terrace/internal/estate/eval"
	"github.com/zclconf/go-cty/cty"
)

// Every network lies in the organization's, none overlap, and no gateway has
// another one's number: any two can be joined.
func TestAddresses(t *testing.T) {
	t.Parallel()
	reader := eval.New(eval.Options{})
	locals := func(file string) cty.Value {
		abs, err := filepath.Abs(file)
		if err != nil {
			t.Fatal(err)
		}
		c := reader.Config(abs)
		if err := c.Findings.Err(); err != nil {
			t.Fatal(err)
		}
		return c.Locals
	}
	all := netip.MustParsePrefix(locals("organization.hcl").GetAttr("network").AsString())
	files, err := filepath.Glob("*/*/region.hcl")
	if err != nil || len(files) == 0 {
		t.Fatalf("no regions: %v", err)
	}
	networks, numbers := map[netip.Prefix]string{}, map[string]string{}
	for _, file := range files {
		region := locals(file)
		if !region.Type().HasAttribute("cidr") { // global/: it has no network
			continue
		}
		network := netip.MustParsePrefix(region.GetAttr("cidr").AsString())
		if network.Bits() < all.Bits() || !all.Contains(network.Addr()) {
			t.Errorf("%s: %s is not in %s of organization.hcl", file, network, all)
		}
		for other, where := range networks {
			if network.Overlaps(other) {
				t.Errorf("%s: %s overlaps %s of %s", file, network, other, where)
			}
		}
		networks[network] = file
		number := region.GetAttr("asn").AsBigFloat().String()
		if other, taken := numbers[number]; taken {
			t.Errorf("%s: %s has the number %s as well", file, other, number)
		}
		numbers[number] = file
	}
}
