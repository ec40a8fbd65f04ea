package infer

import (
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/terrace-cloud/terrace/internal/contract"
)

const locked = `{"schema":"terrace.lock/1","modules":[
{"source":"acme/net/aws","version":"1.2.0","hash":"h1:a","folders":[
 {"folder":"","variables":[],"outputs":[{"name":"id","type":"string"},{"name":"ids","type":"list(string)"},{"name":"old"},{"name":"what","type":"any"}],"files":[]}]}
]}`

// What units give has a type: by the lock, or by the folder of a local module.
func TestOutputsOfUnits(t *testing.T) {
	t.Parallel()
	lock, err := contract.Parse([]byte(locked))
	if err != nil {
		t.Fatal(err)
	}
	dir := write(t, map[string]string{
		"m/main.tf":    "module \"net\" {\n  source  = \"acme/net/aws\"\n  version = \"1.2.0\"\n}\noutput \"ids\" {\n  value = module.net.ids\n}\n",
		"own/main.tf":  "output \"n\" {\n  value = 1\n}\n",
		"both/more.tf": "output \"more\" {\n  value = 1\n}\n",
		"none/a.txt":   "",
		"x/a.txt":      "",
	})
	b := NewBook(lock, nets{})
	for _, c := range []struct{ unit, source, want string }{
		{"x", "tfr:///acme/net/aws?version=1.2.0", "id: string\nids: list(string)\nold: any\nwhat: any"},
		{"x", "../m", "ids: list(string)"},
		{"own", "", "n: number"},
		{"both", "../m", "ids: list(string)\nmore: any"}, // what stands beside the module may be generated
		{"none", "", "not known"},
		{"x", "../nowhere", "not known"},
		{"x", "tfr:///acme/net/aws?version=9.9.9", "not known"},
		{"x", "https://example.org/module.zip", "not known"},
	} {
		for range 2 { // also from its memory
			got := "not known"
			if types, ok := b.Outputs(filepath.Join(dir, c.unit), c.source); ok {
				got = said(types)
			}
			if d := cmp.Diff(c.want, got); d != "" {
				t.Errorf("%s in %s: %s", c.source, c.unit, d)
			}
		}
	}
	if _, ok := NewBook(nil, nil).Outputs(dir, "tfr:///acme/net/aws?version=1.2.0"); ok {
		t.Error("known without a lock")
	}
}
