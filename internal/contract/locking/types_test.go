package locking

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/terrace-cloud/terrace/internal/contract"
	"github.com/terrace-cloud/terrace/internal/contract/infer"
	"github.com/terrace-cloud/terrace/internal/estate/estatetest"
	"github.com/zclconf/go-cty/cty"
)

// knows is a provider that is here or not.
type knows bool

func (k knows) Type(p contract.Provider, _ infer.Kind, name string) (cty.Type, bool) {
	if !k || p.Source != "hashicorp/aws" || name != "aws_net" {
		return cty.NilType, false
	}
	return cty.Object(map[string]cty.Type{"id": cty.String}), true
}
func (k knows) Lacks(p contract.Provider) bool { return !bool(k) && p.Source == "hashicorp/aws" }

// types lists the types of outputs in a lock: SOURCE OUTPUT TYPE.
func types(l *contract.Lock) string {
	var out []string
	for _, p := range l.Packages {
		for _, f := range p.Folders {
			for _, name := range slices.Sorted(maps.Keys(f.Outputs)) {
				out = append(out, strings.Join([]string{p.Source, name, f.Outputs[name].TypeExpr}, " "))
			}
		}
	}
	return strings.Join(out, "\n")
}

var typedRepo = map[string]string{
	"live/a/terragrunt.hcl": source("tfr:///acme/net/aws?version=1.0.0"),
	"mirror/acme/net/aws/1.0.0/main.tf": "resource \"aws_net\" \"x\" {\n  count = 2\n}\nresource \"null_resource\" \"x\" {}\nmodule \"label\" {\n  source  = \"acme/label/null\"\n  version = \"~> 1.0\"\n}\n" +
		"output \"ids\" {\n  value = aws_net.x[*].id\n}\noutput \"label\" {\n  value = module.label.id\n}\noutput \"n\" {\n  value = 1\n}\noutput \"null\" {\n  value = null_resource.x.id\n}\n",
	"mirror/acme/label/null/1.2.0/main.tf": "output \"id\" {\n  value = \"x\"\n}\n",
}

const allTypes = "acme/label/null id string\nacme/net/aws ids list(string)\nacme/net/aws label string\nacme/net/aws n number\nacme/net/aws null any"

// Types that are not known yet are added when their provider is here, and the
// module; nothing else is touched.
func TestTypesOfOutputs(t *testing.T) {
	t.Parallel()
	dir, o := repo(t, typedRepo)
	o.Schemas = knows(false)
	first := makeLock(t, o).Lock
	want := "acme/label/null id string\nacme/net/aws ids \nacme/net/aws label string\nacme/net/aws n number\nacme/net/aws null "
	if d := cmp.Diff(want, types(first)); d != "" {
		t.Errorf("without the provider: %s", d)
	}
	text, err := first.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	old, err := contract.Parse(text)
	if err != nil {
		t.Fatal(err)
	}

	o = options(t, dir, old)
	o.Schemas = knows(true)
	whole := makeLock(t, o)
	if d := cmp.Diff(allTypes, types(whole.Lock)); d != "" {
		t.Errorf("with the provider: %s", d)
	}
	for _, c := range whole.Changes {
		if p, _ := old.Find(c.Source, c.Version); p.Hash != c.Hash || c.Kind == Changed && c.Source != "acme/net/aws" || len(c.Differences) > 0 {
			t.Errorf("changed: %+v", c)
		}
	}
	if err := os.RemoveAll(filepath.Join(dir, "mirror")); err != nil {
		t.Fatal(err)
	}
	o = options(t, dir, whole.Lock)
	o.Schemas = knows(true)
	if d := cmp.Diff(allTypes, types(makeLock(t, o).Lock)); d != "" {
		t.Errorf("what has types is not looked for: %s", d)
	}
	o = options(t, dir, old)
	o.Schemas = knows(true)
	if m := makeLock(t, o); types(m.Lock) != want || m.Findings.HasErrors() {
		t.Errorf("a module that is not here any more: %v\n%s", m.Findings, types(m.Lock))
	}
}

// A module that is another by now gives no types to the one that is locked.
func TestTypesAreOfTheModuleThatIsLocked(t *testing.T) {
	t.Parallel()
	dir, o := repo(t, typedRepo)
	o.Schemas = knows(false)
	old := makeLock(t, o).Lock
	estatetest.Write(t, dir, map[string]string{"mirror/acme/net/aws/1.0.0/main.tf": "output \"ids\" {\n  value = 1\n}\n"})
	o = options(t, dir, old)
	o.Schemas = knows(true)
	if m := makeLock(t, o); types(m.Lock) != types(old) || m.Findings.HasErrors() {
		t.Errorf("%v\n%s", m.Findings, types(m.Lock))
	}
}
