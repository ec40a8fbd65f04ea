package contract

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/ext/typeexpr"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/zclconf/go-cty/cty"
)

var (
	inVariable = &hcl.BodySchema{
		Attributes: []hcl.AttributeSchema{{Name: "type"}, {Name: "default"}, {Name: "nullable"}, {Name: "sensitive"}, {Name: "ephemeral"}},
		Blocks:     []hcl.BlockHeaderSchema{{Type: "validation"}},
	}
	inValidation = &hcl.BodySchema{Attributes: []hcl.AttributeSchema{{Name: "condition"}, {Name: "error_message"}}}
	inOutput     = &hcl.BodySchema{Attributes: []hcl.AttributeSchema{{Name: "sensitive"}, {Name: "ephemeral"}}}
)

func (r *reader) variable(m *Module, b *hcl.Block) {
	name := b.Labels[0]
	v := m.Variables[name]
	if v == nil || Overrides(r.file.Name) == 0 {
		v = &Variable{Name: name, Type: cty.DynamicPseudoType, TypeExpr: "any", Nullable: true, Pos: diag.FromRange(b.DefRange)}
		m.Variables[name] = v
	}
	content, _, ds := b.Body.PartialContent(inVariable)
	r.found = append(r.found, diag.FromHCL(ds, diag.Config)...)
	if a := content.Attributes["type"]; a != nil {
		v.TypeExpr = typeText([]byte(r.source(a.Expr)))
		if err := v.setType(); err != nil {
			r.fail(a.Range, fmt.Sprintf("The type of variable %q cannot be read", name), err.Error(), "Correct the type constraint.")
		}
	}
	if a := content.Attributes["default"]; a != nil {
		value, ds := a.Expr.Value(nil)
		r.found = append(r.found, diag.FromHCL(ds, diag.Config)...)
		if !ds.HasErrors() {
			v.setDefault(value)
		}
	} else if v.HasDefault {
		v.setDefault(v.written) // of the file that this one overrides; the type may be new
	}
	r.flag(content, "nullable", &v.Nullable)
	r.flag(content, "sensitive", &v.Sensitive)
	r.flag(content, "ephemeral", &v.Ephemeral)
	for _, inner := range content.Blocks {
		c, _, _ := inner.Body.PartialContent(inValidation)
		condition, message := c.Attributes["condition"], c.Attributes["error_message"]
		if condition == nil || message == nil {
			continue // Terraform says so
		}
		check := Check{Condition: r.source(condition.Expr), Message: r.source(message.Expr)}
		if r.json() {
			check.Condition = strings.TrimSuffix(strings.TrimPrefix(check.Condition, "${"), "}")
			check.Message = strconv.Quote(check.Message)
		}
		v.Checks = append(v.Checks, check)
	}
}

func (r *reader) output(m *Module, b *hcl.Block) {
	o := m.Outputs[b.Labels[0]]
	if o == nil {
		o = &Output{Name: b.Labels[0], Pos: diag.FromRange(b.DefRange)}
		m.Outputs[o.Name] = o
	}
	content, _, _ := b.Body.PartialContent(inOutput)
	r.flag(content, "sensitive", &o.Sensitive)
	r.flag(content, "ephemeral", &o.Ephemeral)
}

// flag reads true or false; absent leaves what there is.
func (r *reader) flag(content *hcl.BodyContent, name string, into *bool) {
	a := content.Attributes[name]
	if a == nil {
		return
	}
	v, ds := a.Expr.Value(nil)
	if ds.HasErrors() || !v.IsKnown() || v.IsNull() || v.Type() != cty.Bool {
		r.fail(a.Range, name+" is not true or false", "", "Write true or false.")
		return
	}
	*into = v.True()
}

// older are constraints of Terraform before 0.12, which it still reads.
var older = map[string]string{"list": "list(any)", "map": "map(any)", "set": "set(any)", `"string"`: "string", `"list"`: "list(any)", `"map"`: "map(any)"}

// setType reads TypeExpr; a constraint that cannot be read is any.
func (v *Variable) setType() error {
	v.Typed, v.Type, v.defaults = true, cty.DynamicPseudoType, nil
	text := v.TypeExpr
	if now, ok := older[text]; ok {
		text = now
	}
	e, ds := hclsyntax.ParseExpression([]byte(text), "", hcl.InitialPos)
	if ds.HasErrors() {
		return ds
	}
	t, defaults, ds := typeexpr.TypeConstraintWithDefaults(e)
	if ds.HasErrors() {
		return ds
	}
	v.Type, v.defaults = t, defaults
	return nil
}

// setDefault takes a default and converts it to the type, as Terraform does.
// One that does not fit stays as it is: Terraform refuses the module.
func (v *Variable) setDefault(written cty.Value) {
	v.HasDefault, v.written, v.Default = true, written, written
	if value, err := v.Convert(written); err == nil {
		v.Default = value
	}
}

// typeText normalises a type constraint: within braces a line end and a comma
// mean the same, and spaces mean nothing.
func typeText(expr []byte) string {
	tokens, _ := hclsyntax.LexExpression(expr, "", hcl.InitialPos)
	var out strings.Builder
	comma, last := false, ""
	for _, token := range tokens {
		switch token.Type {
		case hclsyntax.TokenNewline, hclsyntax.TokenComma:
			comma = true
			continue
		case hclsyntax.TokenComment:
			comma = comma || strings.HasSuffix(string(token.Bytes), "\n")
			continue
		case hclsyntax.TokenEOF:
			continue
		}
		word := string(token.Bytes)
		opens, closes := strings.ContainsAny(last, "({["), strings.ContainsAny(word, ")}]")
		if comma && !opens && !closes && last != "" {
			out.WriteString(", ")
		}
		if word == "=" {
			word = " = "
		}
		out.WriteString(word)
		comma, last = false, word
	}
	return out.String()
}
