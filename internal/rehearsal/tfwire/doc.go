// Package tfwire is Terraform's plugin protocol on the wire: a codec that
// passes messages on as bytes, the few messages that a rehearsal decodes, and
// the provider's schemas, decoded type by type.
package tfwire

//go:generate protoc -I tfplugin --go_out=tfplugin --go_opt=paths=source_relative subset.proto
