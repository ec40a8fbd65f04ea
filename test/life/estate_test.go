package life

import (
	"encoding/json"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// estate is one on its way through its life.
type estate struct {
	terrace string
	dir     string             // the working directory
	args    []string           // of `terrace rehearse`, after the flags of a step
	level   string             // at what level the units with registry sources must run; empty: any
	change  func(t *testing.T) // edits the HCL
}

// document is what is read of the final document.
type document struct {
	Settled   bool
	Resources int
	Seconds   float64
	Tools     struct {
		Kind               string
		Engine, Terragrunt struct{ Version string }
		Provider           struct{ Version string }
	}
	Units []struct {
		Path, Phase, Module, Version, Level string
		Applied                             counts
		Changes                             []struct{ Type, Action string }
	}
	Calls struct{ Refused map[string]int } `json:"aws_calls"`
}

type counts struct{ Create, Update, Replace, Delete, Drift int }

func (d *document) sum() (c counts) {
	for _, u := range d.Units {
		c.Create += u.Applied.Create
		c.Update += u.Applied.Update
		c.Replace += u.Applied.Replace
		c.Delete += u.Applied.Delete
		c.Drift += u.Applied.Drift
	}
	return c
}

// live goes from nothing to nothing.
func (e *estate) live(t *testing.T) {
	doc := e.rehearse(t, "stood up", 0)
	t.Logf("%s %s, Terragrunt %s, AWS provider %s; modules: %s", doc.Tools.Kind, doc.Tools.Engine.Version, doc.Tools.Terragrunt.Version, doc.Tools.Provider.Version, strings.Join(e.modules(t, doc), ", "))
	e.rehearse(t, "planned", 0, "--plan-only")

	e.change(t)
	if n := e.rehearse(t, "changed", 0).sum(); n.Create+n.Update+n.Replace+n.Delete == 0 {
		t.Error("the change changed nothing")
	}
	e.rehearse(t, "planned", 0, "--plan-only")

	differ, gone := e.tamper(t)
	if n := e.rehearse(t, "drift shown", 2, "--plan-only").sum(); n.Drift < differ || n.Create < gone {
		t.Errorf("%d objects were changed and %d removed; the plan shows %+v", differ, gone, n)
	}
	e.rehearse(t, "healed", 0)
	e.rehearse(t, "planned", 0, "--plan-only")

	e.rehearse(t, "destroyed", 0, "--destroy")
	if left := e.standing(t); len(left) > 0 {
		t.Errorf("%d objects are left after destroy: %v", len(left), left)
	}
}

// rehearse takes one step, holds it to its exit code and logs what it came to.
func (e *estate) rehearse(t *testing.T, step string, want int, flags ...string) *document {
	t.Helper()
	out, code := e.run(t, append(append([]string{"rehearse", "--offline", "--json"}, flags...), e.args...)...)
	var doc document
	lines := strings.Split(strings.TrimSpace(out), "\n")
	if err := json.Unmarshal([]byte(lines[len(lines)-1]), &doc); err != nil || code != want {
		t.Fatalf("%s: exit code %d, not %d: %v\n%s", step, code, want, err, e.human(t, flags))
	}
	if len(doc.Calls.Refused) > 0 {
		t.Errorf("%s: AWS calls were refused: %v", step, doc.Calls.Refused)
	}
	for _, u := range doc.Units {
		if e.level != "" && strings.HasPrefix(u.Module, "tfr:") && u.Level != e.level {
			t.Errorf("%s: %s ran with a %s, not a %s", step, u.Path, u.Level, e.level)
		}
	}
	n := doc.sum()
	t.Logf("%-11s  %2d units, %3d resources stand; %d created, %d changed, %d replaced, %d destroyed, %d differ; %.1f s",
		step, len(doc.Units), doc.Resources, n.Create, n.Update, n.Replace, n.Delete, n.Drift, doc.Seconds)
	return &doc
}

// human runs a step that failed once more, to show what a person would see.
func (e *estate) human(t *testing.T, flags []string) string {
	t.Helper()
	out, _ := e.run(t, append(append([]string{"rehearse", "--offline"}, flags...), e.args...)...)
	return out
}

// tampers are what is changed behind Terraform's back, by type.
var tampers = map[string]string{
	"aws_vpc":                  "enable_dns_hostnames=false",
	"aws_kms_key":              `description="tampered"`,
	"aws_cloudwatch_log_group": "retention_in_days=1",
}

// tamper changes an object of each type that it knows, and takes an alias or a
// role's attachment away. It tells how many it changed and removed.
func (e *estate) tamper(t *testing.T) (changed, removed int) {
	t.Helper()
	one := map[string]object{} // by type
	for _, o := range e.standing(t) {
		one[o.Type] = o
	}
	for _, typ := range slices.Sorted(maps.Keys(tampers)) {
		if o, ok := one[typ]; ok {
			e.must(t, "cloud", "set", typ, o.ID, tampers[typ], "--unit", o.Unit)
			changed++
		}
	}
	for _, typ := range []string{"aws_kms_alias", "aws_route53_record", "aws_route"} {
		if o, ok := one[typ]; ok {
			e.must(t, "cloud", "rm", typ, o.ID, "--unit", o.Unit)
			removed++
			break
		}
	}
	if changed == 0 || removed == 0 {
		t.Fatalf("nothing to tamper with: %v", slices.Sorted(maps.Keys(one)))
	}
	return changed, removed
}

type object struct{ Type, ID, Unit string }

// standing lists what the units made and stands.
func (e *estate) standing(t *testing.T) (mine []object) {
	t.Helper()
	var all []object
	if err := json.Unmarshal([]byte(e.must(t, "cloud", "ls", "--json")), &all); err != nil {
		t.Fatal(err)
	}
	for _, o := range all {
		if o.Unit != "" {
			mine = append(mine, o)
		}
	}
	return mine
}

// modules names the registry modules that ran, with their versions.
func (e *estate) modules(t *testing.T, doc *document) []string {
	t.Helper()
	ran := map[string]bool{}
	for _, u := range doc.Units {
		if u.Version != "" {
			ran[strings.TrimPrefix(strings.SplitN(u.Module, "?", 2)[0], "tfr:///")+" "+u.Version] = true
		}
	}
	_ = filepath.WalkDir(filepath.Join(e.dir, ".terrace", ".terraform", "tree"), func(p string, _ os.DirEntry, err error) error {
		if filepath.Base(p) != "modules.json" {
			return err
		}
		var f struct {
			Modules []struct{ Source, Version string }
		}
		if b, err := os.ReadFile(p); err == nil && json.Unmarshal(b, &f) == nil {
			for _, m := range f.Modules {
				if m.Version != "" {
					_, name, _ := strings.Cut(m.Source, "/") // without the registry's host
					ran[name+" "+m.Version] = true
				}
			}
		}
		return nil
	})
	return slices.Sorted(maps.Keys(ran))
}

func (e *estate) must(t *testing.T, args ...string) string {
	t.Helper()
	out, code := e.run(t, args...)
	if code != 0 {
		t.Fatalf("terrace %s ended with %d:\n%s", strings.Join(args, " "), code, out)
	}
	return out
}

// run gives a command's output, or what it said instead of one.
func (e *estate) run(t *testing.T, args ...string) (string, int) {
	t.Helper()
	cmd := exec.Command(e.terrace, args...)
	cmd.Dir = e.dir
	var errs strings.Builder
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if _, ok := err.(*exec.ExitError); err != nil && !ok {
		t.Fatal(err)
	}
	if len(out) == 0 {
		return errs.String(), cmd.ProcessState.ExitCode()
	}
	return string(out), cmd.ProcessState.ExitCode()
}
