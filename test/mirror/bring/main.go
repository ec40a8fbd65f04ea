// Command bring makes a mirror of real registry modules from git repositories,
// for recordings; the mirror it writes is not part of the project:
//
//	go run ./test/mirror/bring -repositories 'DIR/terraform-aws-{name}' -contracts test/mirror/contracts -to DIR
//
// Which modules and versions it brings stands in the contracts. With -rewrite
// it also takes the interfaces of the modules again.
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

	"github.com/terrace-cloud/terrace/test/mirror/contract"
)

func main() {
	var o options
	flag.StringVar(&o.repositories, "repositories", "", "git repository of a module, with {name} for the module's name")
	flag.StringVar(&o.contracts, "contracts", "test/mirror/contracts", "folder of contracts: what to bring")
	flag.StringVar(&o.to, "to", "", "folder to write the mirror to")
	flag.BoolVar(&o.rewrite, "rewrite", false, "take the contracts again from the modules brought")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := o.run(ctx)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

type options struct {
	repositories, contracts, to string
	rewrite                     bool
}

func (o options) run(ctx context.Context) error {
	if o.repositories == "" || o.to == "" {
		return errors.New("give -repositories and -to")
	}
	all, err := contract.Load(o.contracts)
	if err != nil {
		return err
	}
	done := map[string]bool{}
	for _, one := range all {
		root := filepath.Join(o.to, filepath.FromSlash(one.Source), one.Version)
		if !done[root] {
			if err := o.bring(ctx, one, root); err != nil {
				return fmt.Errorf("%s %s: %w", one.Source, one.Version, err)
			}
			done[root] = true
		}
		if err := o.compare(one); err != nil {
			return err
		}
	}
	return nil
}

// bring unpacks the tag of a version; a v before it is the custom of the registry.
func (o options) bring(ctx context.Context, one contract.Interface, root string) error {
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

func (o options) compare(want contract.Interface) error {
	got, err := contract.Read(filepath.Join(o.to, want.Folder()))
	if err != nil {
		return err
	}
	lines := contract.Diff(want, got)
	if len(lines) == 0 {
		return nil
	}
	if !o.rewrite {
		return fmt.Errorf("%s departs from its contract; take it again with -rewrite:\n  %s", want.Folder(), strings.Join(lines, "\n  "))
	}
	got.Source, got.Version, got.Sub = want.Source, want.Version, want.Sub
	text, err := got.JSON()
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(o.contracts, fileName(want)), text, 0o644)
}

// fileName is the contract's file: NAME-VERSION[-SUB].json.
func fileName(i contract.Interface) string {
	name := strings.Split(i.Source, "/")[1] + "-" + i.Version
	if i.Sub != "" {
		name += "-" + filepath.Base(i.Sub)
	}
	return name + ".json"
}
