package engine

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/terrace-cloud/terrace/internal/config"
	"github.com/terrace-cloud/terrace/internal/diag"
)

func TestFindTakesWhatIsThere(t *testing.T) {
	t.Parallel()
	bin, c := machine(t)
	tools, found := Find(t.Context(), c)
	if len(found) > 0 {
		t.Fatal(found)
	}
	if want := (Tool{"terraform", filepath.Join(bin, "terraform"), "1.11.4", "PATH"}); tools.Engine != want || tools.Kind != Terraform {
		t.Errorf("%+v", tools.Engine)
	}
	if tools.Terragrunt.Version != "1.1.0" || tools.Git.Version != "2.50.1" || tools.Provider.Version != "5.100.0" || tools.Provider.Source != "hashicorp/aws" {
		t.Errorf("%+v", tools)
	}
}

// The stronger place wins, and what was named is never replaced by another.
func TestFindOrder(t *testing.T) {
	t.Parallel()
	bin, c := machine(t)
	named := t.TempDir()
	flag := fake(t, named, "flag", "echo Terraform v1.12.1")
	env := fake(t, named, "env", "echo Terraform v1.12.2")
	yaml := fake(t, named, "yaml", "echo Terraform v1.12.3")
	tofu := fake(t, named, "tofu", "echo OpenTofu v1.11.0")
	fake(t, bin, "tofu", "echo OpenTofu v1.10.0")
	built := fake(t, filepath.Dir(PinnedTerragrunt.Path(c.Cache)), "terragrunt", "echo terragrunt version v1.1.0")
	withEnv := func(c *Config, v ...string) { c.Environ = append(v, c.Environ...) }
	for name, s := range map[string]struct {
		change func(*Config)
		want   string // version of the engine
		from   string
	}{
		"PATH":              {func(*Config) {}, "1.11.4", "PATH"},
		"terrace.yaml":      {func(c *Config) { c.Settings = &config.Settings{Terraform: yaml} }, "1.12.3", "terrace.yaml"},
		"environment":       {func(c *Config) { c.Settings = &config.Settings{Terraform: yaml}; withEnv(c, "TERRACE_TERRAFORM="+env) }, "1.12.2", "environment TERRACE_TERRAFORM"},
		"flag":              {func(c *Config) { withEnv(c, "TERRACE_TERRAFORM="+env); c.Terraform = flag }, "1.12.1", "flag --terraform"},
		"name in PATH":      {func(c *Config) { c.Terraform = "terraform" }, "1.11.4", "flag --terraform"},
		"only tofu named":   {func(c *Config) { c.Tofu = tofu }, "1.11.0", "flag --tofu"},
		"both named":        {func(c *Config) { c.Tofu, c.Terraform = tofu, flag }, "1.12.1", "flag --terraform"},
		"asked for":         {func(c *Config) { c.Engine = "tofu" }, "1.10.0", "PATH"},
		"asked in the file": {func(c *Config) { c.Settings = &config.Settings{Engine: "tofu"} }, "1.10.0", "PATH"},
		"asked and named":   {func(c *Config) { c.Engine, c.Terraform = "tofu", flag }, "1.10.0", "PATH"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := c
			s.change(&c)
			tools, found := Find(t.Context(), c)
			if found.HasErrors() || tools.Engine.Version != s.want || tools.Engine.From != s.from {
				t.Errorf("%+v %v", tools.Engine, found)
			}
			if tools.Terragrunt.Path != built || tools.Terragrunt.From != "built by terrace" {
				t.Errorf("what Terrace built comes before PATH: %+v", tools.Terragrunt)
			}
		})
	}
}

func TestFindSaysWhatWillNotDo(t *testing.T) {
	t.Parallel()
	named := t.TempDir()
	file := filepath.Join(named, "file")
	write(t, file, "text", 0o600)
	old := fake(t, named, "old", "echo Terraform v1.5.7")
	pre := fake(t, named, "pre", "echo Terraform v1.14.0-beta2")
	for name, s := range map[string]struct {
		change func(*Config)
		want   string // in the findings; empty: all is well
	}{
		"too old":         {func(c *Config) { c.Terraform = old }, "is version 1.5.7, and Terrace needs >= 1.10, < 2.0"},
		"pre-release":     {func(c *Config) { c.Terraform = pre }, ""},
		"not there":       {func(c *Config) { c.Terraform = filepath.Join(named, "nowhere") }, "does not exist"},
		"not a program":   {func(c *Config) { c.Terraform = file }, "is not a program"},
		"folder":          {func(c *Config) { c.Terraform = named }, "is not a program"},
		"another program": {func(c *Config) { c.Terragrunt = old }, `does not say that it is Terragrunt, but "Terraform v1.5.7"`},
		"unstamped":       {func(c *Config) { c.Terragrunt = fake(t, named, "latest", "echo terragrunt version latest") }, `tells the version "latest"`},
		"crashes":         {func(c *Config) { c.Terraform = fake(t, named, "crash", "echo boom >&2; exit 9") }, `but "boom" (exit code 9)`},
		"next major":      {func(c *Config) { c.Terraform = fake(t, named, "next", "echo Terraform v2.0.0") }, "is version 2.0.0"},
		"no provider":     {func(c *Config) { c.Provider = file }, "is neither a program nor a folder"},
		"unmet":           {func(c *Config) { c.ProviderVersions = []string{"~> 6.0", "about 6"} }, ""}, // told by the units that ask for it
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, c := machine(t)
			s.change(&c)
			_, found := Find(t.Context(), c)
			switch text := found.Error(); {
			case s.want == "" && len(found) > 0:
				t.Error(text)
			case !strings.Contains(text, s.want):
				t.Errorf("got %s", text)
			}
			for _, f := range found {
				if f.Fix == "" {
					t.Errorf("nothing to do about: %s", f.Summary)
				}
			}
		})
	}
}

func TestFindGivesPrograms(t *testing.T) {
	t.Parallel()
	_, c := machine(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, found := Find(ctx, c)
	if diag.CodeOf(found.Err()) != diag.Interrupted || len(found) != 1 {
		t.Errorf("interrupted: %v", found)
	}
	// A relative entry in PATH would run what a repository brings along.
	_, c = machine(t)
	c.Environ = []string{"HOME=" + c.Top, "PATH=bin:."}
	if tools, found := Find(t.Context(), c); tools.Engine.Path != "" || diag.CodeOf(found.Err()) != diag.Missing {
		t.Errorf("%+v", tools)
	}
}

func TestFindProbesWithACleanEnvironment(t *testing.T) {
	t.Parallel()
	bin, c := machine(t)
	seen := filepath.Join(t.TempDir(), "seen")
	fake(t, bin, "terraform", "/usr/bin/env > "+seen+"; echo Terraform v1.11.4")
	c.Environ = append(c.Environ, "AWS_SECRET_ACCESS_KEY=secret", "GITHUB_TOKEN=secret", "TF_LOG=trace", "TF_CLI_ARGS=-help", "TENV_GITHUB_TOKEN=secret")
	Find(t.Context(), c)
	text, err := os.ReadFile(seen)
	if err != nil {
		t.Fatal(err)
	}
	if s := string(text); strings.Contains(s, "secret") || strings.Contains(s, "TF_") || !strings.Contains(s, "HOME=") {
		t.Errorf("%s", s)
	}
}

// Of several providers one that the units ask for is taken, wherever it lies.
func TestFindTakesTheProviderThatIsAskedFor(t *testing.T) {
	t.Parallel()
	_, c := machine(t)
	mirror := t.TempDir()
	fakeProvider(t, mirror, "5.90.0")
	fakeProvider(t, mirror, "6.2.0")
	c.Environ = append(c.Environ, "TF_PLUGIN_CACHE_DIR="+mirror)
	for want, asked := range map[string][]string{
		"5.100.0": {"~> 5.95"},
		"6.2.0":   {"~> 6.0"},
		"5.90.0":  {"< 5, > 6", "5.90.0"},
	} {
		c.ProviderVersions = asked
		if tools, found := Find(t.Context(), c); len(found) > 0 || tools.Provider.Version != want {
			t.Errorf("%q: %s, want %s; %v", asked, tools.Provider.Version, want, found)
		}
	}
	c.Environ, c.ProviderVersions = append(c.Environ, "TF_CLI_CONFIG_FILE="+filepath.Join(mirror, "none.rc")), []string{"~> 6.0", "~> 5.0"}
	if _, found := Find(t.Context(), c); len(found) != 1 || !strings.Contains(found.Error(), "does not exist") {
		t.Errorf("of the configuration it says %v", found)
	}
	c.Provider, c.ProviderVersions = mirror, []string{"~> 5.0"}
	if tools, _ := Find(t.Context(), c); tools.Provider.Version != "5.90.0" {
		t.Errorf("in the folder that is named: %s", tools.Provider.Version)
	}
}
