// Package terrace is the estate as it stands in this repository, embedded so
// that `terrace init` hands out this very tree from the installed program alone.
package terrace

import "embed"

// Estate is what is handed out, by its path in this repository.
//
//go:embed terrace.yaml terrace.lock.json
//go:embed .github/actions .github/pipeline .github/workflows
//go:embed infrastructure/.gitignore infrastructure/*.hcl infrastructure/*.yaml infrastructure/*.md
//go:embed all:infrastructure/_envcommon infrastructure/modules infrastructure/runbooks
//go:embed infrastructure/dev infrastructure/staging infrastructure/production infrastructure/management
var Estate embed.FS
