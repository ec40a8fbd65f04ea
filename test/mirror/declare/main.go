// Command declare writes the variables of the stand-ins from the contracts
// beside them, so that only behaviour is written by hand:
//
//	go run ./test/mirror/declare -mirror test/mirror
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/terrace-cloud/terrace/test/mirror/contract"
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
	mirror := flag.String("mirror", "test/mirror", "folder with the stand-ins and their contracts")
	flag.Parse()
	if err := run(*mirror); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(mirror string) error {
	all, err := contract.Load(filepath.Join(mirror, "contracts"))
	if err != nil {
		return err
	}
	for _, one := range all {
		address := one.Source
		if one.Sub != "" {
			address += "//" + one.Sub
		}
		files, err := contract.Declare(one, subjects[address])
		if err != nil {
			return fmt.Errorf("%s: %w", address, err)
		}
		if err := write(filepath.Join(mirror, one.Folder()), one, files); err != nil {
			return err
		}
	}
	return nil
}

func write(dir string, one contract.Interface, files map[string][]byte) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	old, err := filepath.Glob(filepath.Join(dir, "variables*.tf"))
	if err != nil {
		return err
	}
	for _, file := range old {
		if err := os.Remove(file); err != nil {
			return err
		}
	}
	files["versions.tf"] = []byte(strings.NewReplacer("CORE", one.Terraform, "AWS", one.AWS).Replace(versions))
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
