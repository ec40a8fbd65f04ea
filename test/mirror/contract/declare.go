package contract

import (
	"encoding/json"
	"strings"

	"github.com/hashicorp/hcl/v2/hclwrite"
	"github.com/zclconf/go-cty/cty"
	ctyjson "github.com/zclconf/go-cty/cty/json"
)

// Declare writes the variables of an interface as Terraform, into one file for
// each subject: a variable goes to variables_SUBJECT.tf of the first subject
// that its name starts with, and else to variables.tf.
func Declare(i Interface, subjects []string) (map[string][]byte, error) {
	files := map[string]*hclwrite.File{}
	for _, variable := range i.Variables {
		name := fileOf(variable.Name, subjects)
		file := files[name]
		if file == nil {
			file = hclwrite.NewEmptyFile()
			files[name] = file
		} else {
			file.Body().AppendNewline()
		}
		if err := declare(file.Body(), variable); err != nil {
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

func declare(body *hclwrite.Body, variable Variable) error {
	block := body.AppendNewBlock("variable", []string{variable.Name}).Body()
	block.SetAttributeRaw("type", hclwrite.TokensForIdentifier(variable.Type))
	if variable.Default != nil {
		value, err := decode(variable.Default)
		if err != nil {
			return err
		}
		block.SetAttributeValue("default", value)
	}
	if variable.Nullable != nil {
		block.SetAttributeValue("nullable", cty.BoolVal(*variable.Nullable))
	}
	if variable.Sensitive {
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
