package cloud

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/terrace-cloud/terrace/internal/config"
	"github.com/terrace-cloud/terrace/internal/describe"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/rehearsal/awsfront"
	"github.com/terrace-cloud/terrace/internal/rehearsal/cloud"
	"github.com/terrace-cloud/terrace/internal/rehearsal/home"
	"github.com/terrace-cloud/terrace/internal/rehearsal/states"
	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire"
	"github.com/terrace-cloud/terrace/internal/term"
)

type loadOptions struct {
	unit, account, region string
	json                  bool
	settings              *config.Flags
}

func newLoad(s *term.Streams) *cobra.Command {
	var o loadOptions
	c := &cobra.Command{
		Use: "load STATE...", Short: "Fill the cloud from real state files", Args: cobra.MinimumNArgs(1),
		Long: `Puts what real state files hold into the simulated cloud: every instance of an
aws_* resource. A change is then rehearsed on top of what really runs.

A state becomes that of the unit which keeps its state under the same key: a file
FOLDER/dev/eu-central-1/network/vpc/terraform.tfstate belongs to the unit with the
key dev/eu-central-1/network/vpc/terraform.tfstate; --unit says it outright, by the
unit's path or, for a plain Terraform module, by its folder. A state that lies
beside a plain module is that module's. Of a folder, all files *.tfstate below it
are loaded. The files are only read, and stay
on this machine; the cloud in .terrace/ then holds their secrets.`,
		Example: "  aws s3 sync s3://example-tfstate-123456789012-eu-central-1 states\n  terrace cloud load states\n  terrace rehearse --plan-only        # what this tree would change in what runs\n" +
			"  terrace cloud load --unit dev/eu-central-1/network/vpc vpc.tfstate\n  terrace cloud load --unit live/app app.tfstate   # a plain module; then: terrace rehearse live/app",
		RunE: func(c *cobra.Command, args []string) error { return load(c.Context(), s, o, args) },
	}
	f := c.Flags()
	f.StringVar(&o.unit, "unit", "", "the unit whose state it is (for one file)")
	o.settings = config.Bind(f, "estate", "account")
	f.StringVar(&o.region, "region", "", "region of what does not tell it by itself")
	f.BoolVar(&o.json, "json", false, "as a JSON array, an entry for each file")
	return c
}

// loaded is what became of one file.
type loaded struct {
	File string `json:"file"`
	Unit string `json:"unit,omitempty"`
	cloud.Loaded
}

// keeper is a unit, and where a rehearsal of it keeps its state.
type keeper struct {
	unit, owner string
	dir         string // of a plain module, else empty
	kept        states.Place

	account, region string // of what does not tell it
}

func load(ctx context.Context, s *term.Streams, o loadOptions, args []string) error {
	files, err := stateFiles(args)
	if err != nil {
		return err
	}
	if o.unit != "" && len(files) != 1 {
		return bad(fmt.Sprintf("--unit is for one state, not for %d", len(files)), "Leave it out: a state belongs to the unit that keeps its state under the same key.")
	}
	wd, err := os.Getwd()
	if err != nil {
		return err
	}
	top := config.Top(wd)
	settings, err := o.settings.Load(top)
	if err != nil {
		return err
	}
	o.account = settings.Account
	h, err := home.Open(top, home.Write)
	if err != nil {
		return err
	}
	defer h.Close()
	look := finder{ctx: ctx, wd: wd, top: top, folder: h.Dir, account: o.account, flags: o.settings}
	if err := look.estate(o.unit); err != nil {
		return err
	}
	db, err := cloud.Open(h.Cloud())
	if err != nil {
		return err
	}
	defer db.Close()
	types := &schemas{ctx: ctx, settings: &settings, top: top}
	var all []loaded
	for _, f := range files {
		l, err := loadFile(ctx, db, o, f, &look, types.block)
		if err != nil {
			return err
		}
		all = append(all, l)
	}
	return printLoaded(s, all, o.json)
}

func loadFile(ctx context.Context, db *cloud.DB, o loadOptions, file string, look *finder, block func(string) (*tfwire.Block, error)) (loaded, error) {
	raw, err := os.ReadFile(file)
	if err != nil {
		return loaded{}, unreadable(file, err)
	}
	state, err := cloud.ParseState(raw, nil)
	if err == nil && slices.ContainsFunc(state, func(s cloud.StateObject) bool { return s.ID == "" }) {
		state, err = cloud.ParseState(raw, block)
	}
	if err != nil {
		l := diag.AsFindings(err, diag.Config)
		for _, f := range l {
			f.Where, f.Code, f.Fix = diag.Pos{File: file}, diag.Config, "Give a state as `terraform state pull` prints it; nothing of this file was loaded."
		}
		return loaded{}, l
	}
	k, err := look.keeper(file, o.unit)
	if err != nil {
		return loaded{}, err
	}
	out := loaded{File: file, Unit: k.unit}
	if out.Loaded, err = db.Load(ctx, state, cloud.Loading{Unit: k.owner, Run: "load", Account: cmp.Or(o.settings.Text("account"), k.account, o.account), Region: cmp.Or(o.region, k.region)}); err != nil || k.unit == "" {
		return out, err
	}
	store, err := awsfront.NewStore(db, "load")
	if err != nil {
		return out, err
	}
	return out, k.kept.Write(ctx, store, raw)
}

// stateFiles gives the files that are named, and those in folders that are.
func stateFiles(args []string) (files []string, err error) {
	for _, a := range args {
		before := len(files)
		err := filepath.WalkDir(a, func(path string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() && (path == a || strings.HasSuffix(path, ".tfstate")) {
				files = append(files, path)
			}
			return err
		})
		if err != nil {
			return nil, unreadable(a, err)
		}
		if len(files) == before {
			return nil, bad("There is no state in "+a, "Name a state file, or a folder with files *.tfstate.")
		}
	}
	return files, nil
}

func printLoaded(s *term.Streams, all []loaded, asJSON bool) error {
	if asJSON {
		b, err := json.MarshalIndent(all, "", "  ")
		if err != nil {
			return err
		}
		s.Printf("%s\n", b)
		return nil
	}
	total, lost, stray := 0, 0, 0
	for _, l := range all {
		of := "of no unit here"
		if l.Unit != "" {
			of = "unit " + l.Unit
		} else {
			stray += l.Objects
		}
		s.Printf("%s: %s, %s\n", l.File, describe.Count(l.Objects, "object"), of)
		for _, x := range l.Skipped {
			s.Printf("  left out: %s (%s)\n", x.Address, x.Why)
		}
		total, lost = total+l.Objects, lost+len(l.Skipped)
	}
	stand := "stand"
	if total == 1 {
		stand = "stands"
	}
	s.Printf("%s %s now from %s", describe.Count(total, "object"), stand, describe.Count(len(all), "state"))
	if lost > 0 {
		s.Printf("; %d were left out (--account and --region say where they live)", lost)
	}
	s.Printf(".\n")
	if stray > 0 {
		s.Printf("%d belong to no unit of this estate: they stand, their names are taken, and no rehearsal manages them.\n", stray)
	}
	return nil
}

func unreadable(file string, err error) error {
	return &diag.Finding{Severity: diag.Error, Code: diag.Config, Summary: "The state cannot be read", Detail: err.Error(), Where: diag.Pos{File: file},
		Fix: "Name a file that is there and readable."}
}
