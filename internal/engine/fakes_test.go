package engine

import (
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"
)

// fake writes a fake program, a shell script, and gives its path.
func fake(t *testing.T, dir, name, script string) string {
	t.Helper()
	path := filepath.Join(dir, name)
	write(t, path, "#!/bin/sh\n"+script+"\n", 0o755)
	return path
}

// fakeProvider writes a fake of the AWS provider as Terraform lays out its own.
func fakeProvider(t *testing.T, dir, version string) string {
	t.Helper()
	path := filepath.Join(dir, "registry.terraform.io", "hashicorp", "aws", version, runtime.GOOS+"_"+runtime.GOARCH, "terraform-provider-aws_v"+version+"_x5")
	write(t, path, "#!/bin/sh\nexit 1\n", 0o755)
	return path
}

func write(t *testing.T, path, text string, mode os.FileMode) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	// A child that is forked meanwhile would hold the program open for writing,
	// and nobody could start it.
	syscall.ForkLock.RLock()
	defer syscall.ForkLock.RUnlock()
	if err := os.WriteFile(path, []byte(text), mode); err != nil {
		t.Fatal(err)
	}
}

// machine is a home of its own with fakes of all the tools in PATH, and nothing
// of the real machine but its shell.
func machine(t *testing.T) (bin string, c Config) {
	t.Helper()
	home := t.TempDir()
	bin = filepath.Join(home, "bin")
	fake(t, bin, "terraform", "echo Terraform v1.11.4")
	fake(t, bin, "terragrunt", "echo terragrunt version v1.1.0")
	fake(t, bin, "git", "echo git version 2.50.1")
	fakeProvider(t, filepath.Join(home, ".terraform.d", "plugins"), "5.100.0")
	return bin, Config{Top: home, Cache: filepath.Join(home, "cache"), Environ: []string{"HOME=" + home, "PATH=" + bin}, search: []string{}}
}
