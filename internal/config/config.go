// Package config reads terrace.yaml, the settings that a team commits at the
// top of its repository.
package config

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/terrace-cloud/terrace/internal/diag"
)

// FileName is the name of the settings file.
const FileName = "terrace.yaml"

// Settings is what a team has settled for a repository: terrace.yaml, and over
// it the environment and the command line. Paths are absolute: in the file,
// relative ones count from it and "~/" is the user's home; elsewhere they count
// from the working folder.
type Settings struct {
	File string // where the settings stand; empty when there is no file

	Estate string // folder of the estate, for commands that are given none

	Terraform  string // path of the terraform program
	Tofu       string // path of the tofu program
	Terragrunt string // path of the terragrunt program
	Provider   string // path of the AWS provider: the program, or the folder that holds it
	Engine     string // "terraform" or "tofu"; empty: what is there

	Allow Allow // what a rehearsal may run besides Terraform and the AWS provider

	Account      string // account of units that name none: twelve digits
	ModuleMirror string // folder with registry modules: NAMESPACE/NAME/PROVIDER/VERSION
	Fixtures     string // file of what data sources answer
	Contracts    string // file with the interfaces of the modules in use

	Rules    map[string]string // rule of check -> off, note, warning, error
	Baseline string            // file of findings that check knows already
}

// Allow names what may run in a rehearsal though it could reach out of it.
type Allow struct {
	Hooks     []string // hooks by name
	RunCmd    []string // programs that run_cmd may start
	LocalExec []string // resource addresses whose local-exec provisioners may run
	Providers []string // providers besides hashicorp/aws, as NAMESPACE/NAME
	Env       []string // variables of the environment that units and their tools may read
}

// LookupEnv is [os.LookupEnv] for the variables that a rehearsal may read; all
// others are not set.
func (s *Settings) LookupEnv(name string) (string, bool) {
	if !slices.Contains(s.Allow.Env, name) {
		return "", false
	}
	return os.LookupEnv(name)
}

// Top gives the top of the repository that dir is in: the nearest folder at or
// above it with a .git or a terrace.yaml; dir itself where there is none.
func Top(dir string) string {
	for d := dir; ; {
		for _, mark := range []string{".git", FileName} {
			if _, err := os.Stat(filepath.Join(d, mark)); err == nil {
				return d
			}
		}
		up := filepath.Dir(d)
		if up == d {
			return dir
		}
		d = up
	}
}

// Load reads the settings at the top of a repository, and over them what the
// environment says. No file means no settings. The error is a [diag.Findings]
// that names every fault with its place.
func Load(top string) (Settings, error) { return (*Flags)(nil).Load(top) }

// read reads the file alone.
func read(top string) (Settings, error) {
	file := filepath.Join(top, FileName)
	text, err := os.ReadFile(file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return Settings{}, nil
	case err != nil:
		return Settings{}, &diag.Finding{Severity: diag.Error, Summary: "terrace.yaml cannot be read", Detail: err.Error(),
			Fix: "Make the file readable, or take it away: every setting has a default.", Where: diag.Pos{File: file}, Code: diag.Config}
	}
	s, found := Parse(file, text)
	if err := found.Err(); err != nil {
		return s, err
	}
	s.anchor()
	return s, nil
}

// anchor makes the paths of the file absolute.
func (s *Settings) anchor() {
	for _, o := range options {
		if o.kind != path && o.kind != program {
			continue
		}
		switch p := o.field(s).(*string); {
		case *p == "" || filepath.IsAbs(*p):
		case strings.HasPrefix(*p, "~/"):
			if home, err := os.UserHomeDir(); err == nil {
				*p = filepath.Join(home, (*p)[2:])
			}
		default:
			*p = filepath.Join(filepath.Dir(s.File), *p)
		}
	}
}
