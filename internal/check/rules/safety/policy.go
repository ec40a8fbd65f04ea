package safety

import (
	"github.com/terrace-cloud/terrace/internal/check/resource"
	"github.com/zclconf/go-cty/cty"
)

func object(v resource.Value) cty.Value {
	if v.State != resource.Known {
		return cty.NilVal
	}
	return cty.ObjectVal(map[string]cty.Value{"x": v.V})
}
