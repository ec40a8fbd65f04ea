package engine

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"

	"github.com/terrace-cloud/terrace/internal/diag"
)

// fakeGo plays Go: it tells of downloads and packages, and "builds" a shell
// script that says the version of Terragrunt. Each build leaves a line in log.
func fakeGo(t *testing.T, bin, log string) {
	fake(t, bin, "go", `
PATH=/bin:/usr/bin
case "$1" in
list) echo "go: downloading example.com/a v1" >&2; echo a; echo b ;;
build)
	grep -q "github.com/gruntwork-io/terragrunt v1.1.0" go.mod || exit 8
	[ -n "$GOFLAGS" ] && [ -z "$AWS_PROFILE" ] || exit 7
	echo built >> `+log+`
	while [ "$1" != "-o" ]; do shift; done
	mkdir -p "$(dirname "$2")"
	printf '#!/bin/sh\necho terragrunt version v1.1.0\n' > "$2"; chmod +x "$2"
	echo example.com/a >&2; echo example.com/b >&2 ;;
esac`)
}

func TestEnsureBuildsTerragruntOnce(t *testing.T) {
	t.Parallel()
	bin, c := machine(t)
	os.Remove(filepath.Join(bin, "terragrunt"))
	log := filepath.Join(t.TempDir(), "log")
	fakeGo(t, bin, log)
	c.Environ = append(c.Environ, "AWS_PROFILE=mine", "GOFLAGS=-mod=mod")
	var mu sync.Mutex
	var said []string
	narrate := Narrate(func(l string) { said = append(said, l) })
	c.Progress = func(p Progress) { mu.Lock(); defer mu.Unlock(); narrate(p) }
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			tools, found := Ensure(t.Context(), c)
			if len(found) > 0 || tools.Terragrunt.From != "built by terrace" || tools.Terragrunt.Version != "1.1.0" {
				t.Errorf("%+v %v", tools.Terragrunt, found)
			}
		})
	}
	all.Wait()
	if text, _ := os.ReadFile(log); string(text) != "built\n" {
		t.Errorf("built %d times", strings.Count(string(text), "\n"))
	}
	if text := strings.Join(said, "\n"); !strings.Contains(text, "Terragrunt 1.1.0: building with Go, 0 of 2 packages") || !strings.Contains(text, "Terragrunt 1.1.0: installed") {
		t.Error(text)
	}
	if left, _ := filepath.Glob(filepath.Join(c.Cache, "tools", ".build-*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestEnsureSaysWhyNothingIsBuilt(t *testing.T) {
	t.Parallel()
	for name, s := range map[string]struct {
		script string // of the fake go
		want   []string
	}{
		"build fails": {`[ "$1" = list ] && exit 0; echo pkg/a >&2; echo "pkg/b: out of memory" >&2; exit 2`, []string{"Terragrunt 1.1.0 could not be built", "out of memory", "docs.terragrunt.com"}},
		"no modules":  {`echo "go: module lookup disabled by GOPROXY=off" >&2; exit 1`, []string{"could not be built", "module lookup disabled"}},
		"wrong build": {`[ "$1" = list ] && exit 0; while [ "$1" != "-o" ]; do shift; done; PATH=/bin:/usr/bin; mkdir -p "$(dirname "$2")"; printf '#!/bin/sh\necho terragrunt version latest\n' > "$2"; chmod +x "$2"`, []string{`is version "latest"`}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			bin, c := machine(t)
			os.Remove(filepath.Join(bin, "terragrunt"))
			fake(t, bin, "go", s.script)
			_, found := Ensure(t.Context(), c)
			for _, w := range s.want {
				if !strings.Contains(found.Error(), w) {
					t.Errorf("%q misses %q", found.Error(), w)
				}
			}
			if diag.CodeOf(found.Err()) != diag.Missing || isFile(PinnedTerragrunt.Path(c.Cache)) {
				t.Error(diag.CodeOf(found.Err()))
			}
		})
	}
}

func TestEnsureNeverReplacesWhatIsNamed(t *testing.T) {
	t.Parallel()
	bin, c := machine(t)
	log := filepath.Join(t.TempDir(), "log")
	fakeGo(t, bin, log)
	c.Terragrunt = filepath.Join(bin, "git")
	_, found := Ensure(t.Context(), c)
	if diag.CodeOf(found.Err()) != diag.Missing || isFile(log) {
		t.Error(found)
	}
}

func TestEnsureStopsWhenInterrupted(t *testing.T) {
	t.Parallel()
	bin, c := machine(t)
	os.Remove(filepath.Join(bin, "terragrunt"))
	fake(t, bin, "go", "exec /bin/sleep 600")
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	c.Progress = func(Progress) { cancel() }
	_, found := Ensure(ctx, c)
	if diag.CodeOf(found.Err()) != diag.Interrupted {
		t.Error(found)
	}
}

// The fake Terraform does what `init` does: it brings the provider that the
// configuration asks for.
func TestEnsureHasTheProviderDownloaded(t *testing.T) {
	t.Parallel()
	bin, c := machine(t)
	os.RemoveAll(filepath.Join(c.Top, ".terraform.d"))
	c.ProviderVersions = []string{"5.90.0"}
	platform := runtime.GOOS + "_" + runtime.GOARCH
	fake(t, bin, "terraform", `PATH=/bin:/usr/bin
[ "$1" = init ] || { echo Terraform v1.11.4; exit; }
grep -q '"hashicorp/aws"' main.tf && grep -q '"5.90.0"' main.tf || exit 1
d=.terraform/providers/registry.terraform.io/hashicorp/aws/5.90.0/`+platform+`
mkdir -p $d; printf '#!/bin/sh\n' > $d/terraform-provider-aws_v5.90.0_x5; chmod +x $d/*`)
	tools, found := Ensure(t.Context(), c)
	if len(found) > 0 || tools.Provider.Version != "5.90.0" || tools.Provider.From != "downloaded by terrace" || !strings.HasPrefix(tools.Provider.Path, c.Cache) {
		t.Errorf("%+v %v", tools.Provider, found)
	}
	// The next one finds it, without Terraform.
	fake(t, bin, "terraform", "echo Terraform v1.11.4")
	if tools, found := Find(t.Context(), c); len(found) > 0 || tools.Provider.Version != "5.90.0" {
		t.Errorf("%+v %v", tools.Provider, found)
	}
}

// One that nobody asked for gives way to one that can be downloaded, and else stays.
func TestEnsureBringsTheProviderThatIsAskedFor(t *testing.T) {
	t.Parallel()
	bin, c := machine(t)
	c.ProviderVersions = []string{"~> 6.0"}
	fake(t, bin, "terraform", `[ "$1" = init ] || { echo Terraform v1.11.4; exit; }; echo "no registry" >&2; exit 1`)
	tools, found := Ensure(t.Context(), c)
	if found.HasErrors() || tools.Provider.Version != "5.100.0" || !strings.Contains(found.Error(), "Goes on with AWS provider 5.100.0") {
		t.Errorf("%+v %v", tools.Provider, found)
	}
	fake(t, bin, "terraform", `PATH=/bin:/usr/bin
[ "$1" = init ] || { echo Terraform v1.11.4; exit; }
grep -q '"~> 6.0"' main.tf || exit 1
d=.terraform/providers/registry.terraform.io/hashicorp/aws/6.1.0/`+runtime.GOOS+"_"+runtime.GOARCH+`
mkdir -p $d; printf '#!/bin/sh\n' > $d/terraform-provider-aws_v6.1.0_x5; chmod +x $d/*`)
	c.ProviderVersions = []string{"~> 6.0, < 6", "~> 6.0"} // units that contradict each other, and most of them
	if tools, found := Ensure(t.Context(), c); len(found) > 0 || tools.Provider.Version != "6.1.0" {
		t.Errorf("%+v %v", tools.Provider, found)
	}
}

func TestEnsureSaysHowToBringTheProvider(t *testing.T) {
	t.Parallel()
	bin, c := machine(t)
	os.RemoveAll(filepath.Join(c.Top, ".terraform.d"))
	c.ProviderVersions = []string{"5.1.0"} // not to be met by one of the real machine
	fake(t, bin, "terraform", `[ "$1" = init ] || { echo Terraform v1.11.4; exit; }; echo "Error: could not connect to the registry" >&2; exit 1`)
	_, found := Ensure(t.Context(), c)
	for _, w := range []string{"The AWS provider 5.1.0 could not be downloaded", "could not connect", "TERRACE_AWS_PROVIDER"} {
		if !strings.Contains(found.Error(), w) {
			t.Errorf("%q misses %q", found.Error(), w)
		}
	}
	c.Offline = true
	if _, found := Ensure(t.Context(), c); !strings.Contains(found.Error(), "Without --offline") {
		t.Error(found)
	}
}
