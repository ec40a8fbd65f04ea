package engine

import (
	"context"
	"os"

	"github.com/terrace-cloud/terrace/internal/config"
	"github.com/terrace-cloud/terrace/internal/diag"
)

// Config says where to look for the tools, and what is asked of them. The zero
// value looks at this machine and takes what will do.
type Config struct {
	Settings *config.Settings // terrace.yaml; may be nil
	Top      string           // top of the repository; empty: the working folder

	// Named on the command line: paths, or names to look up in PATH.
	Terraform, Tofu, Terragrunt, Provider string

	Engine string // a [Kind]; empty: as the settings say, else what is there, Terraform first

	// ProviderVersions are constraints on the AWS provider, as "~> 5.90", the most
	// wanted first: a provider that meets one is taken before any other.
	ProviderVersions []string

	Environ  []string       // environment to look in; nil: that of the process
	Cache    string         // empty: [CacheDir]
	Offline  bool           // [Ensure] downloads nothing
	Progress func(Progress) // told while [Ensure] builds and downloads; may be nil

	search []string // where to search for a provider as the last means; nil: this machine
}

// Find looks for all the tools, and installs nothing. What is missing or will
// not do is an error among the findings, with exit code [diag.Missing]; what
// was found stands in the tools even then.
func Find(ctx context.Context, c Config) (*Tools, diag.Findings) {
	f, err := newFinder(c)
	if err != nil {
		return &Tools{}, diag.AsFindings(err, diag.Config)
	}
	f.all(ctx)
	return &f.tools, f.findings()
}

// finder holds what a search has found so far.
type finder struct {
	Config
	env    func(string) string
	tools  Tools
	notes  diag.Findings            // worth knowing
	wrong  diag.Findings            // named by the user, and will not do
	absent map[string]*diag.Finding // not there at all, by program or "provider"
	unmet  bool                     // the provider that was found meets no constraint
}

func newFinder(c Config) (*finder, error) {
	if c.Environ == nil {
		c.Environ = os.Environ()
	}
	f := &finder{Config: c, env: lookup(c.Environ), absent: map[string]*diag.Finding{}}
	var err error
	if f.Cache == "" {
		if f.Cache, err = CacheDir(f.env); err != nil {
			return nil, err
		}
	}
	if f.Settings == nil {
		f.Settings = &config.Settings{}
	}
	if f.Top == "" {
		f.Top, err = os.Getwd()
	}
	return f, err
}

// all fills the tools. An interrupted search is one finding, not five.
func (f *finder) all(ctx context.Context) {
	f.engine(ctx)
	f.tools.Terragrunt = f.program(ctx, "terragrunt")
	f.tools.Git = f.program(ctx, "git")
	f.provider(ctx)
	if ctx.Err() != nil {
		clear(f.absent)
		f.wrong = diag.Findings{{Severity: diag.Error, Summary: "Interrupted while looking for the tools", Code: diag.Interrupted}}
	}
}

func (f *finder) note(summary, detail string) {
	f.notes = append(f.notes, &diag.Finding{Severity: diag.Note, Summary: summary, Detail: detail})
}

// findings gives what there is to say, in the order of the tools.
func (f *finder) findings() diag.Findings {
	l := append(diag.Findings{}, f.notes...)
	l = append(l, f.wrong...)
	for _, name := range []string{"engine", "terraform", "tofu", "terragrunt", "git", "provider"} {
		if a := f.absent[name]; a != nil {
			l = append(l, a)
		}
	}
	return l
}

// lookup gives the last value of a variable, as the system does.
func lookup(environ []string) func(string) string {
	vars := map[string]string{}
	for _, v := range environ {
		for i := range v {
			if v[i] == '=' {
				vars[v[:i]] = v[i+1:]
				break
			}
		}
	}
	return func(name string) string { return vars[name] }
}
