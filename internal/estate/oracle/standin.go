package oracle

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	ctyjson "github.com/zclconf/go-cty/cty/json"
)

// recordIn names the folder where the stand-in notes what it answered.
const recordIn = "TERRACE_ORACLE_RECORD"

// output is one of what `terraform output -json` gives.
type output struct {
	Sensitive bool            `json:"sensitive"`
	Type      json.RawMessage `json:"type"`
	Value     json.RawMessage `json:"value"`
}

// StandIn is terraform for the oracle, when this process was started as such:
// units have outputs although nothing was ever applied. An output has the value
// that is written in the module, or a text where it takes a run to know it. Call
// it in TestMain; it returns in a process that is a test.
func StandIn() {
	record := os.Getenv(recordIn)
	if record == "" {
		return
	}
	code, err := 0, error(nil)
	switch {
	case slices.Contains(os.Args, "output"):
		err = answer(record)
	case slices.ContainsFunc(os.Args, func(a string) bool { return strings.Contains(a, "version") }):
		fmt.Println("Terraform v1.11.4")
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code)
}

// answer prints the outputs of the module in the working folder and notes them
// under the unit that it belongs to.
func answer(record string) error {
	here, err := os.Getwd()
	if err != nil {
		return err
	}
	all, err := written(here)
	if err != nil {
		return err
	}
	text, err := json.Marshal(all)
	if err != nil {
		return err
	}
	unit, _, _ := strings.Cut(here, string(filepath.Separator)+".terragrunt-cache")
	if err := os.WriteFile(recordOf(record, unit), text, 0o644); err != nil {
		return err
	}
	_, err = os.Stdout.Write(text)
	return err
}

// written reads the outputs that a module declares.
func written(dir string) (map[string]output, error) {
	files, _ := filepath.Glob(filepath.Join(dir, "*.tf"))
	out := map[string]output{}
	for _, p := range files {
		src, err := os.ReadFile(p)
		if err != nil {
			return nil, err
		}
		f, ds := hclsyntax.ParseConfig(src, p, hcl.InitialPos)
		if ds.HasErrors() {
			return nil, ds
		}
		for _, b := range f.Body.(*hclsyntax.Body).Blocks {
			a, ok := b.Body.Attributes["value"]
			if b.Type != "output" || len(b.Labels) != 1 || !ok {
				continue
			}
			v, ds := a.Expr.Value(nil)
			if ds.HasErrors() || !v.IsWhollyKnown() {
				v = cty.StringVal("the " + b.Labels[0] + " of a run")
			}
			o := output{}
			if o.Type, err = ctyjson.MarshalType(v.Type()); err != nil {
				return nil, err
			}
			if o.Value, err = ctyjson.Marshal(v, v.Type()); err != nil {
				return nil, err
			}
			out[b.Labels[0]] = o
		}
	}
	return out, nil
}

func recordOf(record, unit string) string {
	sum := sha256.Sum256([]byte(unit))
	return filepath.Join(record, hex.EncodeToString(sum[:])+".json")
}

// WithOutputs makes this very program the oracle's terraform; what it answers
// is noted in a folder, where [Outputs] finds it.
func WithOutputs(record string) ([]string, error) {
	self, err := os.Executable()
	return []string{"TG_TF_PATH=" + self, recordIn + "=" + record}, err
}

// Outputs gives what the oracle was told that a unit's outputs are; false where
// it never asked, or there are none.
func Outputs(record, unit string) (cty.Value, bool) {
	text, err := os.ReadFile(recordOf(record, unit))
	if err != nil {
		return cty.NilVal, false
	}
	var all map[string]output
	if json.Unmarshal(text, &all) != nil || len(all) == 0 {
		return cty.NilVal, false
	}
	out := make(map[string]cty.Value, len(all))
	for name, o := range all {
		t, err := ctyjson.UnmarshalType(o.Type)
		if err != nil {
			return cty.NilVal, false
		}
		if out[name], err = ctyjson.Unmarshal(o.Value, t); err != nil {
			return cty.NilVal, false
		}
	}
	return cty.ObjectVal(out), true
}
