// Package cloud is the simulated cloud: an embedded, transactional store of the
// objects that stand in it, what they are named in AWS, and who made them.
//
// Every write is on disk before the answer goes out, so that a killed run
// leaves a cloud that the next one can compare with Terraform's state.
package cloud

import "encoding/json"

// Key finds one object: where it lives, what it is, and the id under which
// Terraform knows it (see Ident).
type Key struct {
	Account string `json:"account"` // 12 digits
	Region  string `json:"region"`  // AWS region, or "global"
	Type    string `json:"type"`    // Terraform resource type
	ID      string `json:"id"`
}

// Object is one thing that stands in the cloud.
type Object struct {
	Key
	// Name is the natural identity within Scope: what AWS refuses to have
	// twice (a bucket's name, a role's name, a zone's record). Empty where AWS
	// refuses nothing; such types are never refused.
	Name  string `json:"name,omitempty"`
	Scope string `json:"scope,omitempty"` // "world", "partition", "account", "region", or a parent's id
	// Unit is the path of the unit that made the object; empty when a plain
	// module or `cloud load` did.
	Unit string `json:"unit,omitempty"`
	// Run is the rehearsal run that wrote the object last.
	Run string `json:"run,omitempty"`
	// Serial is the number of the write, growing over the life of the store.
	Serial uint64 `json:"serial"`
	// SchemaVersion is the version of the type's schema that Attrs follow.
	SchemaVersion int64 `json:"schema_version,omitempty"`
	// Attrs is the object's value as Terraform writes it into state: JSON.
	Attrs json.RawMessage `json:"attrs"`
	// Private is the provider's private data of the object.
	Private []byte `json:"private,omitempty"`
	// Sensitive are top-level attributes that a loaded state marks as sensitive.
	Sensitive []string `json:"sensitive,omitempty"`
	// Identity is the resource identity where the provider has one: JSON.
	Identity json.RawMessage `json:"identity,omitempty"`
}
