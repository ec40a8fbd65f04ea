// Command declare writes the variables of the stand-ins from the interfaces of
// the modules that they stand in for, as the lock at the top of the repository
// has them, so that only behaviour is written by hand:
//
//	go run ./test/mirror/declare
//
// It writes into the folders that are there; make one to begin a stand-in.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/terrace-cloud/terrace/internal/contract"
)

// subjects are the groups of variables that get a file of their own, by module.
var subjects = map[string][]string{
	"terraform-aws-modules/vpc/aws": {
		"public", "private", "database", "redshift", "elasticache", "intra", "outpost", "default", "dhcp", "flow_log", "vpc_flow_log",
	},
	"terraform-aws-modules/ecs/aws//modules/service": {
		"autoscaling", "iam", "task", "tasks", "task_exec", "security_group", "service",
	},
}

func main() {
	mirror := flag.String("mirror", "test/mirror", "folder with the stand-ins")
	lock := flag.String("lock", contract.FileName, "lock of the modules")
	flag.Parse()
	if err := run(*mirror, *lock); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(mirror, lock string) error {
	locked, err := contract.Open(lock)
	if err != nil {
		return err
	}
	for _, p := range locked.Packages {
		for _, f := range p.Folders {
			dir := filepath.Join(mirror, filepath.FromSlash(p.Source), p.Version, filepath.FromSlash(f.Sub))
			if !stands(dir, f.Sub) {
				continue
			}
			address := p.Source
			if f.Sub != "" {
				address += "//" + f.Sub
			}
			files, err := declare(f.Module, subjects[address])
			if err != nil {
				return fmt.Errorf("%s: %w", address, err)
			}
			if err := write(dir, f.Module, files); err != nil {
				return err
			}
		}
	}
	return nil
}

// stands tells whether there is a stand-in of a module. The top of one may be
// there for its submodules only: then it has no Terraform files.
func stands(dir, sub string) bool {
	if fi, err := os.Stat(dir); err != nil || !fi.IsDir() {
		return false
	}
	if sub != "" {
		return true
	}
	has := func(pattern string) bool {
		l, _ := filepath.Glob(filepath.Join(dir, pattern))
		return len(l) > 0
	}
	return has("*.tf") || !has("modules")
}

func write(dir string, m *contract.Module, files map[string][]byte) error {
	old, err := filepath.Glob(filepath.Join(dir, "variables*.tf"))
	if err != nil {
		return err
	}
	for _, file := range old {
		if err := os.Remove(file); err != nil {
			return err
		}
	}
	core, aws := "", ""
	if len(m.Terraform) > 0 {
		core = m.Terraform[0]
	}
	for _, p := range m.Providers {
		if p.Source == "hashicorp/aws" {
			aws = p.Version
		}
	}
	files["versions.tf"] = []byte(strings.NewReplacer("CORE", core, "AWS", aws).Replace(versions))
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o644); err != nil {
			return err
		}
	}
	return nil
}

const versions = `terraform {
  required_version = "CORE"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "AWS"
    }
  }
}
`
