package list

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/terrace-cloud/terrace/internal/describe"
	"github.com/terrace-cloud/terrace/internal/term"
)

var three = &document{Units: []unit{
	{Path: "live/dev/eu-west-1/net/vpc", Environment: "dev", Region: "eu-west-1", Layer: "net", Source: describe.Source{
		Raw: "tfr:///terraform-aws-modules/vpc/aws?version=5.21.0", Module: "terraform-aws-modules/vpc/aws", Version: "5.21.0"},
		State: &describe.State{Backend: "s3", Bucket: "acme-state", Key: "live/dev/eu-west-1/net/vpc/terraform.tfstate"}},
	{Path: "live/dev/eu-west-1/run/api-with-a-name-that-nobody-can-read", Environment: "dev", Region: "eu-west-1", Layer: "run",
		Source: describe.Source{Module: "modules/api-with-a-name-that-nobody-can-read"}, Dependencies: []dependency{
			{Unit: "live/dev/eu-west-1/net/vpc", Enabled: true}, {Unit: "live/dev/eu-west-1/run/db", Enabled: true}, {Unit: "live/prod/x", Enabled: false}}},
	{Path: "live/shared", Environment: "management", Region: "global", Source: describe.Source{Module: "."}},
}}

// On a terminal of 80 columns no line is wrapped; on a wide one everything is said.
func TestFitsTheTerminal(t *testing.T) {
	t.Parallel()
	for columns, want := range map[string]string{
		"80": `UNIT                               MODULE                             NEEDS
live/dev/eu-west-1/
  net/vpc                          vpc 5.21.0
  run/api-with-a…-nobody-can-read  modules/api-with…-nobody-can-read  net/vpc,db
live/ · management · global
  shared                           its own Terraform files

3 units, 2 environments, 1 region
modules and states in full: pipe it, or --json
`,
		"200": `UNIT                                                         ENVIRONMENT  REGION     LAYER  MODULE                                      VERSION  NEEDS       STATE
live/dev/eu-west-1/net/vpc                                   dev          eu-west-1  net    terraform-aws-modules/vpc/aws               5.21.0               …ve/dev/eu-west-1/net/vpc/terraform.tfstate
live/dev/eu-west-1/run/api-with-a-name-that-nobody-can-read  dev          eu-west-1  run    modules/api-with-a-n…-that-nobody-can-read           net/vpc,db
live/shared                                                  management   global            .

3 units, 2 environments, 1 region
`,
	} {
		var out bytes.Buffer
		s := term.New(nil, &out, &out, func(name string) string { return map[string]string{"COLUMNS": columns}[name] })
		s.OutTTY = true
		text(s, three)
		if d := cmp.Diff(want, out.String()); d != "" {
			t.Errorf("%s columns: %s", columns, d)
		}
	}
}

func TestTree(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	tree(term.New(nil, &out, &out, func(string) string { return "" }), three)
	tree(term.New(nil, &out, &out, func(string) string { return "" }), &document{Units: []unit{{Path: ".", Source: describe.Source{Module: "."}}}})
	want := `└── live
    ├── dev
    │   └── eu-west-1
    │       ├── net
    │       │   └── vpc                                   terraform-aws-modules/vpc/aws 5.21.0
    │       └── run
    │           └── api-with-a-name-that-nobody-can-read  modules/api-with-a-name-that-nobody-can-read · needs net/vpc, db
    └── shared                                            .
.  .
`
	if d := cmp.Diff(want, out.String()); d != "" {
		t.Error(d)
	}
}
