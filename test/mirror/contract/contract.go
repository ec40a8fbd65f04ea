// Package contract reads the interface of a Terraform module, its variables,
// outputs and version constraints, and compares two of them. An interface is
// data about a module: none of its code, comments or descriptions is kept.
package contract

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
)

// Interface is what a caller of a module can see of it.
type Interface struct {
	Source    string     `json:"source"`        // registry address, such as "terraform-aws-modules/vpc/aws"
	Version   string     `json:"version"`       // without a leading v
	Sub       string     `json:"sub,omitempty"` // submodule folder, such as "modules/cluster"; empty for the root module
	Terraform string     `json:"terraform"`     // required_version
	AWS       string     `json:"aws"`           // version constraint of hashicorp/aws
	Variables []Variable `json:"variables"`     // by name
	Outputs   []Output   `json:"outputs"`       // by name
}

// Variable is one input of a module.
type Variable struct {
	Name      string          `json:"name"`
	Type      string          `json:"type"`              // the type expression, spaces and line ends normalised; "any" when absent
	Default   json.RawMessage `json:"default,omitempty"` // compact JSON; absent for a required variable
	Nullable  *bool           `json:"nullable,omitempty"`
	Sensitive bool            `json:"sensitive,omitempty"`
}

// Required says that a caller has to give the variable a value.
func (v Variable) Required() bool { return v.Default == nil }

// Output is one output of a module.
type Output struct {
	Name      string `json:"name"`
	Sensitive bool   `json:"sensitive,omitempty"`
}

// Folder is where the module lies below a mirror: NAMESPACE/NAME/PROVIDER/VERSION[/SUB].
func (i Interface) Folder() string {
	return filepath.Join(filepath.FromSlash(i.Source), i.Version, filepath.FromSlash(i.Sub))
}

// Load reads every interface (*.json) kept in a folder.
func Load(dir string) ([]Interface, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.json"))
	if err != nil {
		return nil, err
	}
	all := make([]Interface, 0, len(files))
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		var one Interface
		if err := json.Unmarshal(text, &one); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		all = append(all, one)
	}
	return all, nil
}

// JSON writes the interface with a line for each variable and output, so that
// a change of one of them is a change of one line.
func (i Interface) JSON() ([]byte, error) {
	head := i
	head.Variables, head.Outputs = nil, nil
	var out bytes.Buffer
	text, err := plain(head)
	if err != nil {
		return nil, err
	}
	text, _, _ = bytes.Cut(text, []byte(`,"variables"`))
	out.Write(text)
	if err := lines(&out, "variables", i.Variables); err != nil {
		return nil, err
	}
	if err := lines(&out, "outputs", i.Outputs); err != nil {
		return nil, err
	}
	out.WriteString("}\n")
	return out.Bytes(), nil
}

func lines[T any](out *bytes.Buffer, key string, all []T) error {
	fmt.Fprintf(out, ",\n%q: [", key)
	for n, one := range all {
		text, err := plain(one)
		if err != nil {
			return err
		}
		if n > 0 {
			out.WriteByte(',')
		}
		out.WriteString("\n  ")
		out.Write(text)
	}
	out.WriteString("\n]")
	return nil
}

// plain is JSON in which ">=" stays readable.
func plain(value any) ([]byte, error) {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(value)
	return bytes.TrimSpace(out.Bytes()), err
}
