package engine

import (
	"os"
	"strings"
	"testing"
)

// What is embedded is what stands in tools/, but for the module's own name.
func TestPinsAreTheToolsModules(t *testing.T) {
	t.Parallel()
	for _, p := range []Pin{PinnedTerragrunt, PinnedOpenTofu} {
		for pin, file := range map[string]string{".mod": "go.mod", ".sum": "go.sum"} {
			have, err := pins.ReadFile("pins/" + p.module + pin)
			if err != nil {
				t.Fatal(err)
			}
			want, err := os.ReadFile("../../tools/" + p.module + "/" + file)
			if err != nil {
				t.Fatal(err)
			}
			if withoutModule(have) != withoutModule(want) {
				t.Errorf("pins/%s%s is not tools/%s/%s: copy it and write %q as its module", p.module, pin, p.module, file, "terrace-build")
			}
			if pin == ".mod" && !strings.Contains(string(have), " v"+p.Version+"\n") {
				t.Errorf("%s: the module does not ask for %s", p.Name, p.Version)
			}
		}
	}
}

func withoutModule(text []byte) string {
	first, rest, _ := strings.Cut(string(text), "\n")
	if strings.HasPrefix(first, "module ") {
		return rest
	}
	return string(text)
}
