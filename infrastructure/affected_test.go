package infrastructure

import (
	"fmt"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/terrace-cloud/terrace/internal/estate"
	"github.com/terrace-cloud/terrace/internal/estate/affected"
)

// A change in one place touches the units that read it, those that need them,
// and no other; and what is read differently is among them.
func TestAffected(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		file, old, new string
		changed        []string // units: * is any name
		differ         []string // of them, those that are read differently
	}{
		"what a unit is": {
			"_envcommon/region/storage/s3-models.hcl", "inputs = {", "inputs = {\n  expected_bucket_owner = \"111122223333\"",
			[]string{"*/*/storage/s3-models"}, []string{"*/*/storage/s3-models"},
		},
		"what an environment has different": {
			"staging/env.hcl", "log_days         = 30", "log_days         = 45",
			[]string{"staging/*/*/*"}, []string{"staging/*/monitoring/log-groups"},
		},
		"a module": {
			"modules/secrets/secrets.tf", "each.value.description", `"${each.value.description}."`,
			[]string{"*/*/security/secrets"}, nil,
		},
		"an alert of one environment": {
			"alerts.yaml", "dev: { severity: warning, threshold: 10 }", "dev: { severity: warning, threshold: 12 }",
			[]string{"*/*/monitoring/cloudwatch", "*/global/monitoring/alarms", "*/global/dr/failover-automation"},
			[]string{"dev/*/monitoring/cloudwatch", "dev/global/monitoring/alarms"},
		},
		"an alert": {
			"alerts.yaml", "evaluationPeriods: 3", "evaluationPeriods: 4",
			[]string{"*/*/monitoring/cloudwatch", "*/global/monitoring/alarms", "*/global/dr/failover-automation"},
			[]string{"*/*/monitoring/cloudwatch", "*/global/monitoring/alarms"},
		},
		"addresses of a network": {
			"production/eu-central-1/region.hcl", "10.20.", "10.24.",
			[]string{
				"production/eu-central-1/*/*", "production/ap-southeast-1/network/transit-gateway",
				"production/global/dns/health-checks", "production/global/dns/records", "production/global/network/tgw-peering",
			},
			[]string{"production/eu-central-1/network/vpc", "production/ap-southeast-1/network/transit-gateway", "production/global/network/tgw-peering"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			top := repository(t)
			before := load(t, top)
			edit(t, filepath.Join(top, "infrastructure", c.file), c.old, c.new)
			after := load(t, top)

			a, err := affected.Find(t.Context(), affected.Options{Dir: filepath.Join(top, "infrastructure"), Base: "HEAD"})
			if err != nil {
				t.Fatal(err)
			}
			if len(a.Findings) > 0 {
				t.Errorf("the answer is limited: %v", a.Findings)
			}
			got := map[affected.Kind][]string{}
			for _, u := range a.Units {
				got[u.Kind] = append(got[u.Kind], u.Path)
			}
			changed := matching(after, c.changed)
			if d := cmp.Diff(changed, got[affected.Changed]); d != "" {
				t.Errorf("changed units (-want +got):\n%s", d)
			}
			if d := cmp.Diff(needing(after, changed), got[affected.Dependent]); d != "" {
				t.Errorf("units that need them (-want +got):\n%s", d)
			}
			if d := cmp.Diff(matching(after, c.differ), differing(before, after)); d != "" {
				t.Errorf("units that are read differently (-want +got):\n%s", d)
			}
		})
	}
}

// repository is a repository of its own with the estate in it, committed.
func repository(t *testing.T) string {
	t.Helper()
	top, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(filepath.Join(top, "infrastructure"), os.DirFS(".")); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"init", "-q", "-b", "main"}, {"add", "-A"}, {"-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "-qm", "all"}} {
		if out, err := exec.Command("git", append([]string{"-C", top}, args...)...).CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, out)
		}
	}
	return top
}

func load(t *testing.T, top string) *estate.Estate {
	t.Helper()
	e, err := estate.Load(t.Context(), filepath.Join(top, "infrastructure"), estate.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func edit(t *testing.T, file, old, new string) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(text), old) {
		t.Fatalf("%s has no %q any more: take something else that it has", file, old)
	}
	if err := os.WriteFile(file, []byte(strings.ReplaceAll(string(text), old, new)), 0o600); err != nil {
		t.Fatal(err)
	}
}

func matching(e *estate.Estate, patterns []string) (out []string) {
	for _, u := range e.Units {
		if slices.ContainsFunc(patterns, func(p string) bool { ok, _ := path.Match(p, u.Path); return ok }) {
			out = append(out, u.Path)
		}
	}
	return out
}

// needing gives what needs one of the units, over any number of steps.
func needing(e *estate.Estate, paths []string) (out []string) {
	hit := map[string]bool{}
	for _, p := range paths {
		hit[p] = true
	}
	for found := true; found; {
		found = false
		for _, u := range e.Units {
			for _, d := range u.Dependencies {
				if d.Enabled && hit[d.Target] && !hit[u.Path] {
					hit[u.Path], found = true, true
					out = append(out, u.Path)
				}
			}
		}
	}
	slices.Sort(out)
	return out
}

// differing gives the units whose configuration says something else, whatever
// files it comes from.
func differing(before, after *estate.Estate) (out []string) {
	for _, u := range after.Units {
		if b := before.Unit(u.Path); b == nil || said(b) != said(u) {
			out = append(out, u.Path)
		}
	}
	return out
}

// said writes what a unit's configuration comes to; what only a run knows is
// the same each time.
func said(u *estate.Unit) string {
	var b strings.Builder
	fmt.Fprintln(&b, u.Source.Raw, u.Exclude.If, u.PreventDestroy)
	for _, d := range u.Dependencies {
		fmt.Fprintln(&b, d.Name, d.ConfigPath, d.Enabled)
	}
	for _, g := range u.Generate {
		fmt.Fprintln(&b, g.Name, g.Contents)
	}
	if u.RemoteState != nil {
		fmt.Fprintf(&b, "%#v\n", u.RemoteState.Config)
	}
	names := make([]string, 0, len(u.Inputs))
	for n := range u.Inputs {
		names = append(names, n)
	}
	slices.Sort(names)
	for _, n := range names {
		fmt.Fprintf(&b, "%s %#v\n", n, u.Inputs[n].Value)
	}
	return b.String()
}
