package infer

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/terrace-cloud/terrace/internal/contract"
)

// No text of a module may bring inference down, or keep it for ever, and each
// type that it gives can be written down and read again.
func FuzzFolder(f *testing.F) {
	for _, value := range []string{
		`aws_net.counted[*].id`, `try(aws_net.one[*].rule[0].port, {}, null)`, `[for i in range(1000) : [for j in range(1000) : [for k in range(1000) : i]]]`,
		`{ for k, v in merge(aws_net.keyed, var.any...) : k => flatten([v, 1])... if v.on }`, `one([])`, `element([], 1)`, `"%{for x in var.many}${x}%{endfor}"`, `aws_net.one[each.key][-1]`,
	} {
		f.Add("output \"o\" {\n  value = " + value + "\n}\n")
	}
	f.Fuzz(func(t *testing.T, text string) {
		dir := t.TempDir()
		for name, text := range map[string]string{"around.tf": around, "main.tf": text} {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		for name, typ := range New(nets{}, nil).Folder(dir).Outputs {
			if back, err := contract.ParseType(contract.TypeText(typ)); err != nil || !back.Equals(typ) {
				t.Errorf("%s: %s is read as %#v, %v", name, contract.TypeText(typ), back, err)
			}
		}
	})
}
