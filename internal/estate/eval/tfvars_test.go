package eval

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/terrace-cloud/terrace/internal/estate/tree"
)

func TestVariableFiles(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"terraform.tfvars":        "name = \"a\"\ndays = 7\nrules = {\n  web = {\n    port = 80\n  }\n}\n",
		"b.auto.tfvars":           "days = 30\n",
		"a.auto.tfvars.json":      "{\n  \"days\": 14,\n  \"zone\": \"x\"\n}",
		"broken.auto.tfvars":      "days = = 1\n",
		"dev.tfvars":              "name = \"only with -var-file\"\n",
		"terraform.tfvars.backup": "name = \"b\"\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	got, reads := VariableFiles(tree.Disk, dir)
	if len(reads) != 4 || len(got) != 4 {
		t.Fatalf("read %v, got %v", reads, got)
	}
	if d := got["days"]; d.Value.AsBigFloat().String() != "30" || filepath.Base(d.Pos.File) != "b.auto.tfvars" || len(d.Chain) != 3 {
		t.Errorf("days is %#v from %v", d.Value, d.Chain)
	}
	if p := got["zone"].Pos; filepath.Base(p.File) != "a.auto.tfvars.json" || p.Line != 3 {
		t.Errorf("zone is written at %v", p)
	}
	if p := got["rules"].Place("web", "port"); filepath.Base(p.File) != "terraform.tfvars" || p.Line != 5 {
		t.Errorf("the port is written at %v", p)
	}
	if got, reads := VariableFiles(tree.Disk, filepath.Join(dir, "none")); len(got)+len(reads) != 0 {
		t.Errorf("of no folder: %v %v", got, reads)
	}
}
