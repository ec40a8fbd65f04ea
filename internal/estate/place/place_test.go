package place

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/terrace-cloud/terrace/internal/estate"
	"github.com/zclconf/go-cty/cty"
)

func unit(path string, inputs ...string) *estate.Unit {
	u := &estate.Unit{Path: path, Inputs: map[string]estate.Input{}}
	for i := 0; i+1 < len(inputs); i += 2 {
		u.Inputs[inputs[i]] = estate.Input{Value: cty.StringVal(inputs[i+1])}
	}
	return u
}

func TestOf(t *testing.T) {
	t.Parallel()
	provided := unit("prod/db")
	provided.Generate = []estate.Generate{{Contents: "provider \"aws\" {\n  region = \"eu-west-3\"\n}\n"}}
	for name, c := range map[string]struct {
		units []*estate.Unit // the first is looked at
		want  Place
	}{
		"environment, region, layer":     {[]*estate.Unit{unit("dev/eu-central-1/network/vpc")}, Place{"dev", "eu-central-1", "network", "vpc"}},
		"global":                         {[]*estate.Unit{unit("production/global/dns/zone")}, Place{"production", "global", "dns", "zone"}},
		"account, region, environment":   {[]*estate.Unit{unit("non-prod/us-east-1/qa/mysql", "environment", "qa")}, Place{"qa", "us-east-1", "", "mysql"}},
		"own name before the region":     {[]*estate.Unit{unit("acme/blue/us-gov-west-1/net/vpc")}, Place{"acme/blue", "us-gov-west-1", "net", "vpc"}},
		"no region":                      {[]*estate.Unit{unit("stage/frontend-app")}, Place{"stage", "", "", "frontend-app"}},
		"region from the provider":       {[]*estate.Unit{provided}, Place{"prod", "eu-west-3", "", "db"}},
		"region from an input":           {[]*estate.Unit{unit("dev/db", "aws_region", "us-east-2")}, Place{"dev", "us-east-2", "", "db"}},
		"environment from an input":      {[]*estate.Unit{unit("live/data/db", "environment", "blue")}, Place{"blue", "", "data", "db"}},
		"shared folders":                 {[]*estate.Unit{unit("infra/live/prod/eu-west-1/app"), unit("infra/live/dev/eu-west-1/app")}, Place{"prod", "eu-west-1", "", "app"}},
		"one environment, one region":    {[]*estate.Unit{unit("dev/eu-west-1/a"), unit("dev/eu-west-1/b")}, Place{"dev", "eu-west-1", "", "a"}},
		"deep layers":                    {[]*estate.Unit{unit("prod/us-east-1/data/stores/mysql")}, Place{"prod", "us-east-1", "data/stores", "mysql"}},
		"Google":                         {[]*estate.Unit{unit("prod/europe-west1/gke")}, Place{"prod", "europe-west1", "", "gke"}},
		"a name with an environment":     {[]*estate.Unit{unit("acme-prod/eu-west-1/app")}, Place{"acme-prod", "eu-west-1", "", "app"}},
		"no environment":                 {[]*estate.Unit{unit("test-runner")}, Place{"", "", "", "test-runner"}},
		"a layer alone":                  {[]*estate.Unit{unit("network/vpc")}, Place{"", "", "network", "vpc"}},
		"folders that hold everything":   {[]*estate.Unit{unit("env/ref/tenants/dodo"), unit("modules/x")}, Place{"ref", "", "tenants", "dodo"}},
		"root module":                    {[]*estate.Unit{unit(".")}, Place{Name: "."}},
		"region before the environment":  {[]*estate.Unit{unit("eu-west-1/dev/net/vpc")}, Place{"dev", "eu-west-1", "net", "vpc"}},
		"secrets are not read":           {[]*estate.Unit{{Path: "x/y/db", Inputs: map[string]estate.Input{"env": {Value: cty.StringVal("s"), Sensitive: true}}}}, Place{"x", "", "y", "db"}},
		"global folder with underscores": {[]*estate.Unit{unit("prod/_global/iam")}, Place{"prod", "global", "", "iam"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if d := cmp.Diff(c.want, Of(&estate.Estate{Units: c.units})[c.units[0]]); d != "" {
				t.Error(d)
			}
		})
	}
}
