package contract

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	ctyjson "github.com/zclconf/go-cty/cty/json"
)

// Read takes the interface from the .tf files of one folder. Source, Version
// and Sub are left for the caller, who knows where the folder came from.
func Read(dir string) (Interface, error) {
	names, err := filepath.Glob(filepath.Join(dir, "*.tf"))
	if err != nil {
		return Interface{}, err
	}
	if len(names) == 0 {
		return Interface{}, fmt.Errorf("%s holds no .tf file", dir)
	}
	files := make(map[string][]byte, len(names))
	for _, name := range names {
		if files[name], err = os.ReadFile(name); err != nil {
			return Interface{}, err
		}
	}
	return Parse(files)
}

// Parse takes the interface from the texts of a module's files, by file name.
func Parse(files map[string][]byte) (Interface, error) {
	var found Interface
	for name, text := range files {
		parsed, diags := hclsyntax.ParseConfig(text, name, hcl.InitialPos)
		if diags.HasErrors() {
			return found, diags
		}
		for _, block := range parsed.Body.(*hclsyntax.Body).Blocks {
			if err := found.add(block, text); err != nil {
				return found, fmt.Errorf("%s: %w", name, err)
			}
		}
	}
	sort.Slice(found.Variables, func(a, b int) bool { return found.Variables[a].Name < found.Variables[b].Name })
	sort.Slice(found.Outputs, func(a, b int) bool { return found.Outputs[a].Name < found.Outputs[b].Name })
	return found, nil
}

func (i *Interface) add(block *hclsyntax.Block, text []byte) error {
	if (block.Type == "variable" || block.Type == "output") && len(block.Labels) != 1 {
		return fmt.Errorf("line %d: a %s has no name", block.TypeRange.Start.Line, block.Type)
	}
	switch block.Type {
	case "variable":
		variable, err := readVariable(block, text)
		if err != nil {
			return fmt.Errorf("variable %q: %w", block.Labels[0], err)
		}
		i.Variables = append(i.Variables, variable)
	case "output":
		sensitive, err := flag(block, "sensitive")
		if err != nil {
			return fmt.Errorf("output %q: %w", block.Labels[0], err)
		}
		i.Outputs = append(i.Outputs, Output{Name: block.Labels[0], Sensitive: sensitive != nil && *sensitive})
	case "terraform":
		return i.readVersions(block)
	}
	return nil
}

func readVariable(block *hclsyntax.Block, text []byte) (Variable, error) {
	variable := Variable{Name: block.Labels[0], Type: "any"}
	if attr := block.Body.Attributes["type"]; attr != nil {
		variable.Type = typeText(attr.Expr.Range().SliceBytes(text))
	}
	if attr := block.Body.Attributes["default"]; attr != nil {
		value, diags := attr.Expr.Value(nil)
		if diags.HasErrors() {
			return variable, diags
		}
		raw, err := json.Marshal(ctyjson.SimpleJSONValue{Value: value})
		if err != nil {
			return variable, err
		}
		variable.Default = raw
	}
	nullable, err := flag(block, "nullable")
	if err != nil {
		return variable, err
	}
	sensitive, err := flag(block, "sensitive")
	if err != nil {
		return variable, err
	}
	variable.Nullable, variable.Sensitive = nullable, sensitive != nil && *sensitive
	return variable, nil
}

func (i *Interface) readVersions(block *hclsyntax.Block) error {
	if attr := block.Body.Attributes["required_version"]; attr != nil {
		version, err := word(attr.Expr)
		if err != nil {
			return err
		}
		i.Terraform = version
	}
	for _, inner := range block.Body.Blocks {
		attr := inner.Body.Attributes["aws"]
		if inner.Type != "required_providers" || attr == nil {
			continue
		}
		// configuration_aliases names providers, which only Terraform can evaluate
		pairs, diags := hcl.ExprMap(attr.Expr)
		if diags.HasErrors() {
			return diags
		}
		for _, pair := range pairs {
			if hcl.ExprAsKeyword(pair.Key) != "version" {
				continue
			}
			version, err := word(pair.Value)
			if err != nil {
				return err
			}
			i.AWS = version
		}
	}
	return nil
}

func word(expr hcl.Expression) (string, error) {
	value, diags := expr.Value(nil)
	if diags.HasErrors() {
		return "", diags
	}
	if value.IsNull() || !value.IsKnown() || value.Type() != cty.String {
		return "", fmt.Errorf("%s: a version is a string", expr.Range())
	}
	return value.AsString(), nil
}

func flag(block *hclsyntax.Block, name string) (*bool, error) {
	attr := block.Body.Attributes[name]
	if attr == nil {
		return nil, nil
	}
	value, diags := attr.Expr.Value(nil)
	if diags.HasErrors() {
		return nil, diags
	}
	if value.IsNull() || !value.IsKnown() || value.Type() != cty.Bool {
		return nil, fmt.Errorf("%s is not true or false", name)
	}
	set := value.True()
	return &set, nil
}

// typeText normalises a type expression: within braces a line end and a comma
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
