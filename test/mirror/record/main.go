// Command record plans the registry units of an estate, with the real modules
// to record how many resources of each type they make, and with the stand-ins
// to hold them against the recording:
//
//	go run ./test/mirror/record -modules REAL-MIRROR -update
//	go run ./test/mirror/record -modules test/mirror
//
// It needs terraform, terragrunt and an AWS provider that `terraform init`
// finds without a network. Once a rehearsal has run, its document serves as
// well:
//
//	terrace rehearse --json --module-mirror REAL-MIRROR | go run ./test/mirror/record -rehearsal - -update
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"os/signal"
	"path/filepath"
	"strings"

	"github.com/terrace-cloud/terrace/test/mirror/counts"
)

type options struct {
	estate, modules, outputs, counts string // folders and files
	rehearsal                        string // file of a rehearsal's document, "-" for standard input
	only                             string // part of a unit's path
	terraform, terragrunt            string // programs
	keep                             string // folder to keep the plans in, or empty
	update                           bool
}

func main() {
	var o options
	flag.StringVar(&o.estate, "estate", "infrastructure", "estate whose registry units are planned")
	flag.StringVar(&o.modules, "modules", "test/mirror", "mirror to take the modules from: NAMESPACE/NAME/PROVIDER/VERSION")
	flag.StringVar(&o.outputs, "outputs", "test/mirror/outputs.json", "outputs made up for dependencies, by LAYER/UNIT")
	flag.StringVar(&o.counts, "counts", "test/mirror/counts.json", "the recording")
	flag.StringVar(&o.rehearsal, "rehearsal", "", "take the counts from this document of `terrace rehearse --json` instead of planning")
	flag.StringVar(&o.only, "only", "", "only units whose path contains this; never with -update")
	flag.StringVar(&o.terraform, "terraform", "terraform", "program to plan with")
	flag.StringVar(&o.terragrunt, "terragrunt", "terragrunt", "program to evaluate units with")
	flag.StringVar(&o.keep, "keep", "", "keep the plans (JSON) in this folder, to look closer where counts differ")
	flag.BoolVar(&o.update, "update", false, "write the recording instead of comparing with it")
	flag.Parse()

	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := o.run(ctx)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func (o options) run(ctx context.Context) error {
	if o.update && o.only != "" {
		return errors.New("-update records all units: leave out -only")
	}
	made, err := o.count(ctx)
	if err != nil {
		return err
	}
	if o.update {
		return made.Write(o.counts)
	}
	recorded, err := counts.Read(o.counts)
	if err != nil {
		return err
	}
	maps.DeleteFunc(recorded, func(path string, _ counts.Types) bool { return !strings.Contains(path, o.only) })
	if lines := counts.Diff(recorded, made); len(lines) > 0 {
		return errors.New(strings.Join(lines, "\n"))
	}
	fmt.Printf("%d units make what is recorded\n", len(made))
	return nil
}

func (o options) count(ctx context.Context) (counts.Units, error) {
	if o.rehearsal != "" {
		return o.fromRehearsal()
	}
	work, err := os.MkdirTemp("", "record-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(work)
	units, err := o.render(ctx, filepath.Join(work, "estate"))
	if err != nil {
		return nil, err
	}
	cloud, err := listen()
	if err != nil {
		return nil, err
	}
	defer cloud.Close()
	made := counts.Units{}
	var failed []error
	for n, unit := range units {
		fmt.Fprintf(os.Stderr, "%s: %s\n", unit.path, unit.module)
		types, err := o.plan(ctx, unit, filepath.Join(work, fmt.Sprint(n)), cloud.URL)
		if err != nil {
			failed = append(failed, fmt.Errorf("%s: %w", unit.path, err))
		}
		made[unit.path] = types
	}
	return made, errors.Join(failed...)
}

func (o options) fromRehearsal() (counts.Units, error) {
	document, err := os.ReadFile(o.rehearsal)
	if o.rehearsal == "-" {
		document, err = io.ReadAll(os.Stdin)
	}
	if err != nil {
		return nil, err
	}
	made, err := counts.FromRehearsal(document)
	maps.DeleteFunc(made, func(path string, _ counts.Types) bool { return !strings.Contains(path, o.only) })
	return made, err
}
