package main

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2/hclwrite"
	"github.com/terrace-cloud/terrace/internal/contract"
	"github.com/zclconf/go-cty/cty"
	ctyjson "github.com/zclconf/go-cty/cty/json"
)

// declare writes the variables of a module as Terraform, into one file for each
// subject: a variable goes to variables_SUBJECT.tf of the first subject that its
// name starts with, and else to variables.tf.
func declare(m *contract.Module, subjects []string) (map[string][]byte, error) {
	files := map[string]*hclwrite.File{}
	for _, name := range slices.Sorted(maps.Keys(m.Variables)) {
		at := fileOf(name, subjects)
		file := files[at]
		if file == nil {
			file = hclwrite.NewEmptyFile()
			files[at] = file
		} else {
			file.Body().AppendNewline()
		}
		if err := declareVariable(file.Body(), m.Variables[name]); err != nil {
			return nil, err
		}
	}
	written := make(map[string][]byte, len(files))
	for name, file := range files {
		written[name] = hclwrite.Format(file.Bytes())
	}
	return written, nil
}

func fileOf(variable string, subjects []string) string {
	for _, subject := range subjects {
		if strings.HasPrefix(variable, subject+"_") {
			return "variables_" + subject + ".tf"
		}
	}
	return "variables.tf"
}

func declareVariable(body *hclwrite.Body, v *contract.Variable) error {
	block := body.AppendNewBlock("variable", []string{v.Name}).Body()
	block.SetAttributeRaw("type", hclwrite.TokensForIdentifier(v.TypeExpr))
	if v.HasDefault {
		value, err := decode(v.DefaultJSON())
		if err != nil {
			return err
		}
		block.SetAttributeValue("default", value)
	}
	if !v.Nullable {
		block.SetAttributeValue("nullable", cty.False)
	}
	if v.Sensitive {
		block.SetAttributeValue("sensitive", cty.True)
	}
	return nil
}

func decode(raw json.RawMessage) (cty.Value, error) {
	kind, err := ctyjson.ImpliedType(raw)
	if err != nil {
		return cty.NilVal, err
	}
	return ctyjson.Unmarshal(raw, kind)
}
