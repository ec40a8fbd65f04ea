// Package slice rehearses the estate of this repository as a newcomer would,
// offline and, where the system can, in a network namespace without a network.
package slice

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// document is what the test reads of the final document.
type document struct {
	Settled   bool
	Resources int
	Units     []struct {
		Path, Phase, Level string
		Resources          int
		Types              map[string]int
	}
	Calls struct {
		Refused map[string]int
	} `json:"aws_calls"`

	said string // all that the command printed
}

// without are the units that production goes without, by its configuration.
var without = map[string]bool{
	"production/ap-southeast-1/security/secret-rotation": true, // in the primary region only
	"production/global/security/shield":                  true, // a switch, off
}

func TestTheEstateSettles(t *testing.T) {
	t.Parallel()
	for _, tool := range []string{"TERRACE_TERRAGRUNT", "TERRACE_AWS_PROVIDER"} {
		if os.Getenv(tool) == "" {
			t.Skip(tool + " names no tool: `make test` sets it")
		}
	}
	if testing.Short() {
		t.Skip("a whole estate takes a minute; not in -short")
	}
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	top := filepath.Join(dir, "repository")
	for _, part := range []string{"infrastructure", "test/mirror"} {
		if err := os.CopyFS(filepath.Join(top, part), os.DirFS(filepath.Join("..", "..", part))); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(top, ".git"), 0o700); err != nil { // the top; not for git itself
		t.Fatal(err)
	}
	terrace := filepath.Join(dir, "terrace")
	if out, err := exec.Command("go", "build", "-o", terrace, "../../cmd/terrace").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	secrets := plant(t, top)
	before := listing(t, top)
	doc := rehearse(t, terrace, top)
	if !doc.Settled {
		t.Fatalf("the estate does not settle: %+v", doc.Units)
	}
	if len(doc.Calls.Refused) > 0 {
		t.Errorf("AWS calls were refused: %v", doc.Calls.Refused)
	}
	for _, u := range doc.Units {
		if u.Phase == "excluded" && without[u.Path] {
			continue
		}
		if u.Phase != "settled" || u.Level == "" {
			t.Errorf("%s is %s, level %q", u.Path, u.Phase, u.Level)
		}
	}
	counts(t, doc)
	if after := listing(t, top); after != before {
		t.Errorf("the rehearsal wrote into the user's tree:\n%s", after)
	}
	secrets.stay(t, terrace, top, doc.said)
}

// rehearse runs the estate and gives its document, checked against its schema.
func rehearse(t *testing.T, terrace, top string) (doc document) {
	t.Helper()
	args := []string{terrace, "rehearse", "--offline", "--json", "infrastructure/production"}
	if runtime.GOOS == "linux" && exec.Command("unshare", "-n", "true").Run() == nil {
		args = append([]string{"unshare", "-n", "sh", "-c", `ip link set lo up 2>/dev/null || ifconfig lo up; exec "$@"`, "sh"}, args...)
		if exec.Command("unshare", "-n", "sh", "-c", "ip link set lo up || ifconfig lo up").Run() != nil {
			args = args[5:]
			t.Log("no way to bring a loopback up in a namespace: with the machine's network")
		}
	}
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Dir = top
	var errs strings.Builder
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %v\n%s\n%s", args, err, errs.String(), out)
	}
	doc.said = string(out) + errs.String()
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	last := lines[len(lines)-1]
	if err := json.Unmarshal([]byte(last), &doc); err != nil {
		t.Fatal(err)
	}
	s, err := jsonschema.NewCompiler().Compile("../../docs/schema/rehearsal.json")
	if err != nil {
		t.Fatal(err)
	}
	v, err := jsonschema.UnmarshalJSON(strings.NewReader(last))
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Validate(v); err != nil {
		t.Errorf("the final document breaks its schema: %v", err)
	}
	return doc
}

// counts holds the resources of each unit that ran with a stand-in against what
// the real module was recorded to make.
func counts(t *testing.T, doc document) {
	t.Helper()
	b, err := os.ReadFile("../mirror/counts.json")
	if err != nil {
		t.Fatal(err)
	}
	var recorded map[string]map[string]int // unit -> type -> count; data sources begin with "data."
	if err := json.Unmarshal(b, &recorded); err != nil {
		t.Fatal(err)
	}
	held := 0
	for _, u := range doc.Units {
		want, ok := recorded[u.Path]
		if !ok || u.Level != "stand-in" {
			continue
		}
		held++
		for typ, n := range want {
			if !strings.HasPrefix(typ, "data.") && u.Types[typ] != n {
				t.Errorf("%s: %d %s stand, the real module makes %d", u.Path, u.Types[typ], typ, n)
			}
		}
	}
	if held == 0 {
		t.Error("no unit was held against the recorded counts")
	}
}

// listing names all files of the user's tree.
func listing(t *testing.T, top string) string {
	t.Helper()
	var b strings.Builder
	err := filepath.WalkDir(top, func(p string, d os.DirEntry, err error) error {
		if d != nil && d.Name() == ".terrace" {
			return filepath.SkipDir
		}
		b.WriteString(p + "\n")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}
