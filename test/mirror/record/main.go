// Command record plans the registry units of an estate with the real provider:
// with the real modules, to record how many resources of each type they make,
// and with the stand-ins, to hold them against the recording.
//
//	go run ./test/mirror/record -modules REAL-MIRROR -update
//	go run ./test/mirror/record
//
// A rehearsal serves as well, and gives the same:
//
//	terrace rehearse infrastructure --json --module-mirror REAL-MIRROR | go run ./test/mirror/record -rehearsal -
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
	"strings"

	"github.com/terrace-cloud/terrace/internal/engine"
	"github.com/terrace-cloud/terrace/test/mirror/counts"
)

type options struct {
	estate, modules, outputs, counts string // folders and files
	rehearsal                        string // file of a rehearsal's output, "-" for standard input
	only                             string // part of a unit's path
	keep                             string // folder to keep the plans in, or empty
	update                           bool
	progress                         io.Writer
}

func main() {
	o := options{progress: os.Stderr}
	flag.StringVar(&o.estate, "estate", "infrastructure", "estate whose registry units are planned")
	flag.StringVar(&o.modules, "modules", "test/mirror", "mirror to take the modules from: NAMESPACE/NAME/PROVIDER/VERSION")
	flag.StringVar(&o.outputs, "outputs", "test/mirror/outputs.json", "outputs made up for dependencies, by LAYER/UNIT")
	flag.StringVar(&o.counts, "counts", "test/mirror/counts.json", "the recording")
	flag.StringVar(&o.rehearsal, "rehearsal", "", "take the counts from this output of `terrace rehearse --json` instead of planning; - is standard input")
	flag.StringVar(&o.only, "only", "", "only units whose path contains this; not with -update")
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
	maps.DeleteFunc(recorded, o.unwanted)
	if lines := counts.Diff(recorded, made); len(lines) > 0 {
		return errors.New(strings.Join(lines, "\n"))
	}
	fmt.Fprintf(o.progress, "%d units make what is recorded\n", len(made))
	return nil
}

func (o options) unwanted(path string, _ counts.Types) bool { return !strings.Contains(path, o.only) }

func (o options) count(ctx context.Context) (counts.Units, error) {
	if o.rehearsal != "" {
		return o.fromRehearsal()
	}
	tools, findings := engine.Find(ctx, engine.Config{})
	if err := findings.Err(); err != nil {
		return nil, err
	}
	return o.fromPlans(ctx, tools)
}

func (o options) fromRehearsal() (counts.Units, error) {
	output, err := os.ReadFile(o.rehearsal)
	if o.rehearsal == "-" {
		output, err = io.ReadAll(os.Stdin)
	}
	if err != nil {
		return nil, err
	}
	made, err := counts.FromRehearsal(output)
	maps.DeleteFunc(made, o.unwanted)
	return made, err
}

// fromPlans goes on after a unit that fails, and reports them together.
func (o options) fromPlans(ctx context.Context, tools *engine.Tools) (counts.Units, error) {
	units, err := o.units(ctx)
	if err != nil {
		return nil, err
	}
	cloud, err := listen()
	if err != nil {
		return nil, err
	}
	defer cloud.Close()
	work, err := os.MkdirTemp("", "record-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(work)
	planner, err := newPlanner(tools, work, cloud.URL)
	if err != nil {
		return nil, err
	}
	planner.modules, planner.keep = o.modules, o.keep
	made := counts.Units{}
	var failed []error
	for _, unit := range units {
		fmt.Fprintf(o.progress, "%s: %s\n", unit.path, unit.module)
		types, err := planner.plan(ctx, unit)
		if err != nil {
			failed = append(failed, fmt.Errorf("%s: %w", unit.path, err))
		}
		made[unit.path] = types
	}
	return made, errors.Join(failed...)
}
