package oracle

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/big"
	"os"
	"slices"
	"strings"

	"github.com/zclconf/go-cty/cty"
)

// Differences compares an evaluated document with the oracle's; what is carried
// as unknown agrees with anything.
func Differences(ours cty.Value, theirs map[string]any) []string {
	return differences("", ours, theirs)
}

func differences(path string, ours cty.Value, theirs any) (out []string) {
	ours, _ = ours.Unmark()
	if !ours.IsKnown() {
		return nil
	}
	if strings.HasPrefix(path, ".dependency.") && strings.HasSuffix(path, ".outputs") {
		return nil // Terragrunt fills them where a file is read, but not at the top of what it renders
	}
	differ := func() []string { return []string{fmt.Sprintf("%s: ours %#v, Terragrunt's %v", path, ours, theirs)} }
	if ours.IsNull() {
		if theirs == nil || path == ".dependencies" && fmt.Sprint(theirs) == "map[paths:[]]" {
			return nil
		}
		return differ()
	}
	switch w := theirs.(type) {
	case map[string]any:
		if !object(ours) {
			return differ()
		}
		o := ours.AsValueMap()
		names := maps.Clone(w)
		for k := range o {
			names[k] = nil
		}
		for _, k := range slices.Sorted(maps.Keys(names)) {
			v, a := o[k]
			x, b := w[k]
			if a && b {
				out = append(out, differences(path+"."+k, v, x)...)
			} else if !a || v.IsKnown() {
				out = append(out, fmt.Sprintf("%s.%s: ours %v, Terragrunt's %v", path, k, a, b))
			}
		}
		return out
	case []any:
		if !list(ours) || ours.LengthInt() != len(w) {
			return differ()
		}
		for i, v := range ours.AsValueSlice() {
			out = append(out, differences(fmt.Sprintf("%s[%d]", path, i), v, w[i])...)
		}
		return out
	case string:
		if self, _ := os.Executable(); path == ".terraform_binary" && (w == "no-terraform" || w == self) {
			return nil // what the oracle was told
		}
		if ours.Type() == cty.String && ours.AsString() == w {
			return nil
		}
	case bool:
		if ours.Type() == cty.Bool && ours.True() == w {
			return nil
		}
	case json.Number:
		n, _, err := big.ParseFloat(w.String(), 10, 512, big.ToNearestEven)
		if err == nil && ours.Type() == cty.Number && ours.AsBigFloat().Cmp(n) == 0 {
			return nil
		}
	}
	return differ()
}

func known(v cty.Value) bool { return v.IsKnown() && !v.IsNull() }

func object(v cty.Value) bool {
	return known(v) && (v.Type().IsObjectType() || v.Type().IsMapType())
}

func list(v cty.Value) bool {
	return known(v) && (v.Type().IsTupleType() || v.Type().IsListType() || v.Type().IsSetType())
}
