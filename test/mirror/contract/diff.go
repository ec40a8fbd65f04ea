package contract

import (
	"encoding/json"
	"fmt"
	"reflect"
)

// Diff says, a line each, where a module departs from the interface it is
// held against. The order of variables and outputs does not matter.
func Diff(want, got Interface) []string {
	var lines []string
	differ := func(format string, args ...any) { lines = append(lines, fmt.Sprintf(format, args...)) }
	if want.Terraform != got.Terraform {
		differ("required_version is %q, the contract says %q", got.Terraform, want.Terraform)
	}
	if want.AWS != got.AWS {
		differ("version of hashicorp/aws is %q, the contract says %q", got.AWS, want.AWS)
	}

	variables := make(map[string]Variable, len(got.Variables))
	for _, variable := range got.Variables {
		variables[variable.Name] = variable
	}
	for _, expected := range want.Variables {
		actual, ok := variables[expected.Name]
		delete(variables, expected.Name)
		if !ok {
			differ("variable %q is missing", expected.Name)
			continue
		}
		for _, line := range diffVariable(expected, actual) {
			differ("variable %q: %s", expected.Name, line)
		}
	}
	for _, variable := range got.Variables {
		if _, extra := variables[variable.Name]; extra {
			differ("variable %q is not in the contract", variable.Name)
		}
	}

	outputs := make(map[string]Output, len(got.Outputs))
	for _, output := range got.Outputs {
		outputs[output.Name] = output
	}
	for _, expected := range want.Outputs {
		actual, ok := outputs[expected.Name]
		delete(outputs, expected.Name)
		switch {
		case !ok:
			differ("output %q is missing", expected.Name)
		case actual.Sensitive != expected.Sensitive:
			differ("output %q: sensitive is %t, the contract says %t", expected.Name, actual.Sensitive, expected.Sensitive)
		}
	}
	for _, output := range got.Outputs {
		if _, extra := outputs[output.Name]; extra {
			differ("output %q is not in the contract", output.Name)
		}
	}
	return lines
}

func diffVariable(want, got Variable) []string {
	var lines []string
	if want.Type != got.Type {
		lines = append(lines, fmt.Sprintf("type is %s, the contract says %s", got.Type, want.Type))
	}
	if want.Required() != got.Required() {
		lines = append(lines, fmt.Sprintf("required is %t, the contract says %t", got.Required(), want.Required()))
	} else if !sameJSON(want.Default, got.Default) {
		lines = append(lines, fmt.Sprintf("default is %s, the contract says %s", got.Default, want.Default))
	}
	if !reflect.DeepEqual(want.Nullable, got.Nullable) {
		lines = append(lines, "nullable differs from the contract")
	}
	if want.Sensitive != got.Sensitive {
		lines = append(lines, fmt.Sprintf("sensitive is %t, the contract says %t", got.Sensitive, want.Sensitive))
	}
	return lines
}

func sameJSON(a, b json.RawMessage) bool {
	var left, right any
	if json.Unmarshal(a, &left) != nil || json.Unmarshal(b, &right) != nil {
		return string(a) == string(b)
	}
	return reflect.DeepEqual(left, right)
}
