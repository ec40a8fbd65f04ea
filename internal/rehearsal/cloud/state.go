package cloud

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire"
	"github.com/zclconf/go-cty/cty"
	ctyjson "github.com/zclconf/go-cty/cty/json"
)

// StateObject is one instance of an AWS resource as a Terraform state holds it.
type StateObject struct {
	Address string `json:"address"` // with module, index
	Type    string `json:"type"`
	ID      string `json:"id"` // see Ident
	// ARN is the instance's own ARN, empty where the type has none.
	ARN string `json:"arn,omitempty"`
	// Provider is the provider configuration that it was made through, as the
	// state writes it: one account and region.
	Provider string `json:"provider,omitempty"`
	// Deposed is the key of an instance that its replacement has pushed aside.
	Deposed       string          `json:"deposed,omitempty"`
	SchemaVersion int64           `json:"schema_version,omitempty"`
	Attrs         json.RawMessage `json:"attrs"`
	Private       []byte          `json:"private,omitempty"`
	Identity      json.RawMessage `json:"identity,omitempty"`
	// Sensitive are the top-level attributes that the state marks as sensitive.
	Sensitive []string `json:"sensitive,omitempty"`
}

// stateFile is what is read of Terraform's state, format 4. Unknown members are
// passed over; Terraform and OpenTofu write the same.
type stateFile struct {
	Version   int             `json:"version"`
	Encrypted json.RawMessage `json:"encrypted_data"`
	Resources []struct {
		Module    string `json:"module"`
		Mode      string `json:"mode"`
		Type      string `json:"type"`
		Name      string `json:"name"`
		Provider  string `json:"provider"`
		Instances []struct {
			Index         json.RawMessage   `json:"index_key"`
			Deposed       string            `json:"deposed"`
			SchemaVersion int64             `json:"schema_version"`
			Attributes    json.RawMessage   `json:"attributes"`
			Flat          map[string]string `json:"attributes_flat"`
			Sensitive     []json.RawMessage `json:"sensitive_attributes"`
			Private       []byte            `json:"private"`
			Identity      json.RawMessage   `json:"identity"`
		} `json:"instances"`
	} `json:"resources"`
}

// ParseState reads the AWS instances out of a state file. block gives the
// schema of a resource type; an error of it means that the type is not known
// any more, and the instance is then identified by its attributes alone. An
// empty file is an empty state. What cannot be read is an error: nothing may be
// concluded from it.
func ParseState(state []byte, block func(typ string) (*tfwire.Block, error)) ([]StateObject, error) {
	if len(strings.TrimSpace(string(state))) == 0 {
		return nil, nil
	}
	var f stateFile
	if err := json.Unmarshal(state, &f); err != nil {
		return nil, unreadable(fmt.Sprintf("It is not JSON as Terraform writes it: %v.", err))
	}
	switch {
	case len(f.Encrypted) > 0:
		return nil, unreadable("It is encrypted.")
	case f.Version != 4:
		return nil, unreadable(fmt.Sprintf("It has format %d; format 4 is read.", f.Version))
	}
	var out []StateObject
	for _, r := range f.Resources {
		if r.Mode != "managed" || !isAWS(r.Provider) {
			continue
		}
		for _, i := range r.Instances {
			o := StateObject{
				Address: address(r.Module, r.Type, r.Name, i.Index), Type: r.Type, Provider: r.Provider, Deposed: i.Deposed,
				SchemaVersion: i.SchemaVersion, Attrs: i.Attributes, Private: i.Private, Identity: i.Identity,
			}
			if o.Attrs == nil && i.Flat != nil {
				o.Attrs, _ = json.Marshal(i.Flat)
			}
			v, b, err := instance(o, block)
			if err != nil {
				return nil, unreadable(fmt.Sprintf("%s: %v.", o.Address, err))
			}
			o.ID, o.ARN = Ident(b, o.Type, v), tfwire.Str(v, "arn")
			o.Sensitive = marked(i.Sensitive)
			out = append(out, o)
		}
	}
	return out, nil
}

// instance gives an instance's value by its schema; where that does not fit
// (another version of it, or no schema) by the shape of the JSON itself.
func instance(o StateObject, block func(string) (*tfwire.Block, error)) (cty.Value, *tfwire.Block, error) {
	var b *tfwire.Block
	if block != nil {
		b, _ = block(o.Type)
	}
	if b != nil && b.Version == o.SchemaVersion {
		if v, err := ctyjson.Unmarshal(o.Attrs, b.Type); err == nil {
			return v, b, nil
		}
	}
	v, err := Value(o.Attrs)
	return v, b, err
}

// Value reads attributes without a schema.
func Value(attrs json.RawMessage) (cty.Value, error) {
	if len(attrs) == 0 {
		return cty.NullVal(cty.EmptyObject), nil
	}
	t, err := ctyjson.ImpliedType(attrs)
	if err != nil {
		return cty.NilVal, err
	}
	if !t.IsObjectType() {
		return cty.NilVal, fmt.Errorf("attributes are %s, not an object", t.FriendlyName())
	}
	return ctyjson.Unmarshal(attrs, t)
}

// isAWS tells the provider of a resource by its address in the state:
// `provider["registry.terraform.io/hashicorp/aws"]`, with a module before it
// and an alias after it as the case may be.
func isAWS(provider string) bool { return strings.Contains(provider, `/hashicorp/aws"]`) }

func address(module, typ, name string, index json.RawMessage) string {
	a := typ + "." + name
	if module != "" {
		a = module + "." + a
	}
	if len(index) > 0 && string(index) != "null" {
		a += "[" + string(index) + "]"
	}
	return a
}

// marked reads the paths of sensitive attributes; the first step names the
// attribute. Old states have a list of other things here, or none.
func marked(paths []json.RawMessage) (out []string) {
	for _, p := range paths {
		var steps []struct {
			Type  string          `json:"type"`
			Value json.RawMessage `json:"value"`
		}
		var name string
		if json.Unmarshal(p, &steps) == nil && len(steps) > 0 && json.Unmarshal(steps[0].Value, &name) == nil {
			out = append(out, name)
		}
	}
	return out
}

func unreadable(why string) error {
	return &diag.Finding{
		Severity: diag.Error, Summary: "The state cannot be read", Detail: why,
		Fix: "Nothing was changed. Look at the file, or start over with `terrace rehearse --fresh`.",
	}
}
