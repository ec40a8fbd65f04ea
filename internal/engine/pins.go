package engine

import (
	"embed"
	"path/filepath"
	"runtime"
)

// pins are the go.mod and go.sum of tools/, under other names: a nested module
// cannot be embedded, and a Terrace that was installed by `go install` has no
// tools/ at hand.
//
//go:embed pins
var pins embed.FS

// Pin is a tool that Terrace can build, at the version it was tried with.
type Pin struct {
	Name    string // as people know it
	Program string // file name of the program
	Version string
	module  string // file in pins, without its ending
	pkg     string // the Go package to build
	ldflags string
}

// The tools that Terrace can build with nothing but Go.
var (
	PinnedTerragrunt = Pin{
		Name: "Terragrunt", Program: "terragrunt", Version: "1.1.0", module: "terragrunt",
		pkg: "github.com/gruntwork-io/terragrunt",
		// Unstamped it calls itself "latest" and fails every version constraint.
		ldflags: "-s -w -X github.com/gruntwork-io/terragrunt/internal/version.Version=v1.1.0",
	}
	PinnedOpenTofu = Pin{
		Name: "OpenTofu", Program: "tofu", Version: "1.12.6", module: "opentofu",
		pkg:     "github.com/opentofu/opentofu/cmd/tofu",
		ldflags: "-s -w -X github.com/opentofu/opentofu/version.dev=no",
	}
)

// PinnedProvider is the version of the AWS provider that is downloaded where
// none is found and nothing asks for another.
const PinnedProvider = "5.100.0"

// home is the folder in the cache that the tool is built into; it names the
// platform, for a cache that several machines share.
func (p Pin) home(cache string) string {
	return filepath.Join(cache, "tools", p.Program+"-"+p.Version, runtime.GOOS+"_"+runtime.GOARCH)
}

// Path is where the tool stands once it is built.
func (p Pin) Path(cache string) string { return filepath.Join(p.home(cache), p.Program) }
