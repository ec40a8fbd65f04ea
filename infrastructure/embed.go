// Package infrastructure is the estate itself, embedded so that `terrace init`
// hands out this very tree from the installed program alone.
package infrastructure

import "embed"

// Files is the tree of this folder as it is committed.
//
//go:embed *.hcl *.yaml *.md all:_envcommon dev management modules production runbooks staging
var Files embed.FS
