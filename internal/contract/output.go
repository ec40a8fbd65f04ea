package contract

import (
	"errors"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/ext/typeexpr"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/zclconf/go-cty/cty"
)

// Output is one output of a module.
type Output struct {
	Name      string
	Sensitive bool
	Ephemeral bool
	// TypeExpr is the type that was inferred when the module was locked, written
	// as that of a variable: "any" for what cannot be known, whole or in parts. ""
	// where it is not inferred: that of a local module is when it is asked for.
	TypeExpr string
	Pos      diag.Pos // zero when it comes from the lock
}

// TypeText writes a type as the constraint of a variable is written.
func TypeText(t cty.Type) string {
	return typeText([]byte(typeexpr.TypeString(t)))
}

// ParseType reads what [TypeText] wrote.
func ParseType(text string) (cty.Type, error) {
	e, ds := hclsyntax.ParseExpression([]byte(text), "", hcl.InitialPos)
	if ds.HasErrors() {
		return cty.NilType, errors.New(strings.TrimSpace(ds[0].Summary))
	}
	t, ds := typeexpr.TypeConstraint(e)
	if ds.HasErrors() {
		return cty.NilType, errors.New(strings.TrimSpace(ds[0].Summary))
	}
	return t, nil
}
