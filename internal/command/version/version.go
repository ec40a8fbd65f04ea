// Package version is `terrace version`.
package version

import (
	"encoding/json"
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/engine"
	"github.com/terrace-cloud/terrace/internal/term"
)

// Version is set when a release is built; else what Go knows of the build stands in.
var Version string

// Schema names the form of the JSON document; docs/schema/version.json describes it.
const Schema = "terrace.version/1"

// document is what `terrace version --json` prints.
type document struct {
	Schema   string `json:"schema"`
	Version  string `json:"version"`
	Commit   string `json:"commit,omitempty"`
	Modified bool   `json:"modified,omitempty"` // built from a tree with changes
	Date     string `json:"date,omitempty"`     // of the commit, RFC 3339
	Go       string `json:"go"`
	Platform string `json:"platform"`
	Pins     struct {
		Terragrunt string `json:"terragrunt"`
		OpenTofu   string `json:"opentofu"`
		Provider   string `json:"provider"`
	} `json:"pins"` // what setup installs
}

type options struct{ json bool }

// New makes the command.
func New(s *term.Streams) *cobra.Command {
	var o options
	c := &cobra.Command{
		Use:   "version",
		Short: "Print the version of Terrace",
		Long: `Prints the version of Terrace, what it was built from, and the versions of the
tools that it installs where they are missing.`,
		Example: `  terrace version
  terrace version --json`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			info, _ := debug.ReadBuildInfo()
			return run(s, o, info)
		},
	}
	c.Flags().BoolVar(&o.json, "json", false, "as a JSON document")
	return c
}

func run(s *term.Streams, o options, info *debug.BuildInfo) error {
	d := describe(Version, info)
	if o.json {
		b, err := json.MarshalIndent(d, "", "  ")
		if err != nil {
			return &diag.Finding{Severity: diag.Error, Summary: err.Error()}
		}
		s.Printf("%s\n", b)
		return nil
	}
	from := ""
	if d.Commit != "" {
		from = fmt.Sprintf(", commit %.12s", d.Commit)
	}
	if d.Modified {
		from += " with changes"
	}
	s.Printf("terrace %s (%s, %s%s)\n", d.Version, d.Platform, d.Go, from)
	return nil
}

// Name gives the version of this program in one word.
func Name() string {
	info, _ := debug.ReadBuildInfo()
	return describe(Version, info).Version
}

// describe puts together what the linker was told and what Go knows; a build
// from a tree without history knows little.
func describe(stamp string, info *debug.BuildInfo) document {
	d := document{Schema: Schema, Version: stamp, Go: runtime.Version(), Platform: runtime.GOOS + "/" + runtime.GOARCH}
	d.Pins.Terragrunt, d.Pins.OpenTofu, d.Pins.Provider = engine.PinnedTerragrunt.Version, engine.PinnedOpenTofu.Version, engine.PinnedProvider
	if info != nil {
		if d.Version == "" && info.Main.Version != "(devel)" {
			d.Version = info.Main.Version
		}
		for _, kv := range info.Settings {
			switch kv.Key {
			case "vcs.revision":
				d.Commit = kv.Value
			case "vcs.time":
				d.Date = kv.Value
			case "vcs.modified":
				d.Modified = kv.Value == "true"
			}
		}
	}
	if d.Version == "" {
		d.Version = "dev"
	}
	return d
}
