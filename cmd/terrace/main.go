// Command terrace builds, checks, rehearses and runs AWS estates written in
// Terragrunt. See `terrace --help`.
package main

import (
	"os"

	"github.com/terrace-cloud/terrace/internal/command"
)

func main() { os.Exit(command.Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }
