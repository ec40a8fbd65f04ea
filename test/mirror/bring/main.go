// Command bring makes a mirror of real registry modules from git repositories,
// for recordings and for the lock; the mirror that it writes is not part of the
// project:
//
//	go run ./test/mirror/bring -repositories 'DIR/terraform-aws-{name}' -to DIR [NAMESPACE/NAME/PROVIDER@VERSION...]
//
// It brings what the lock names, and the modules that are named. What the lock
// has must have the content that it says.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"

	"github.com/terrace-cloud/terrace/internal/contract"
	"github.com/terrace-cloud/terrace/internal/module"
)

func main() {
	var o options
	flag.StringVar(&o.repositories, "repositories", "", "git repository of a module, with {name} for the module's name")
	flag.StringVar(&o.lock, "lock", contract.FileName, "lock of the modules: what to bring")
	flag.StringVar(&o.to, "to", "", "folder to write the mirror to")
	flag.Parse()
	o.more = flag.Args()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := o.run(ctx)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

type options struct {
	repositories, lock, to string
	more                   []string // SOURCE@VERSION
}

func (o options) run(ctx context.Context) error {
	if o.repositories == "" || o.to == "" {
		return errors.New("give -repositories and -to")
	}
	lock, err := contract.Open(o.lock)
	if err != nil {
		return err
	}
	packages := lock.Packages
	for _, name := range o.more {
		source, version, ok := strings.Cut(name, "@")
		if !ok || strings.Count(source, "/") != 2 {
			return fmt.Errorf("%q is not NAMESPACE/NAME/PROVIDER@VERSION", name)
		}
		packages = append(packages, &contract.Package{Source: source, Version: version})
	}
	for _, p := range packages {
		root := filepath.Join(o.to, filepath.FromSlash(p.Source), p.Version)
		if err := o.bring(ctx, p, root); err != nil {
			return fmt.Errorf("%s %s: %w", p.Source, p.Version, err)
		}
		if got, err := module.HashDir(root); err != nil || p.Hash != "" && got != p.Hash {
			return errors.Join(err, fmt.Errorf("%s %s has the content %s, the lock has %s", p.Source, p.Version, got, p.Hash))
		}
	}
	return nil
}

// bring unpacks the tag of a version; a v before it is the custom of the registry.
func (o options) bring(ctx context.Context, one *contract.Package, root string) error {
	name := strings.Split(one.Source, "/")[1]
	repository := strings.ReplaceAll(o.repositories, "{name}", name)
	if err := os.MkdirAll(root, 0o755); err != nil {
		return err
	}
	archive := exec.CommandContext(ctx, "git", "-C", repository, "archive", "v"+one.Version)
	unpack := exec.CommandContext(ctx, "tar", "-x", "-C", root)
	archive.Stderr, unpack.Stderr = os.Stderr, os.Stderr
	pipe, err := archive.StdoutPipe()
	if err != nil {
		return err
	}
	unpack.Stdin = pipe
	if err := unpack.Start(); err != nil {
		return err
	}
	return errors.Join(archive.Run(), unpack.Wait())
}
