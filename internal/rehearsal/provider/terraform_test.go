package provider

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire"
)

// terraform is a folder with a configuration, and an endpoint for every run.
type terraform struct {
	t       *testing.T
	w       *world
	session Session
	dir     string
	bin     string
	last    Report
}

func newTerraform(t *testing.T, w *world, s Session, config string) *terraform {
	t.Helper()
	bin, err := exec.LookPath(first(os.Getenv("TERRACE_ENGINE"), "terraform"))
	if err != nil {
		t.Skip("neither TERRACE_ENGINE nor the PATH has a terraform: this test runs the real one")
	}
	tf := &terraform{t: t, w: w, session: s, dir: t.TempDir(), bin: bin}
	tf.write(config)
	tf.must(0, "init", "-input=false")
	return tf
}

func (tf *terraform) write(config string) {
	tf.t.Helper()
	const head = "terraform {\n  required_providers {\n    aws = { source = \"hashicorp/aws\" }\n  }\n}\n"
	if err := os.WriteFile(filepath.Join(tf.dir, "main.tf"), []byte(head+config), 0o600); err != nil {
		tf.t.Fatal(err)
	}
}

// run runs one command on an endpoint of its own; it gives all output.
func (tf *terraform) run(args ...string) (int, string) {
	tf.t.Helper()
	e := tf.w.serve(tf.t, tf.session)
	defer e.Close()
	cmd := exec.Command(tf.bin, append(args, "-no-color")...)
	cmd.Dir = tf.dir
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + tf.dir, "TF_REATTACH_PROVIDERS=" + e.Reattach(),
		"CHECKPOINT_DISABLE=1", "TF_IN_AUTOMATION=1", "TF_CLI_CONFIG_FILE=" + os.DevNull}
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		tf.t.Fatal(err)
	}
	tf.last = e.Report()
	return cmd.ProcessState.ExitCode(), out.String()
}

// must runs a command that has to end with a code.
func (tf *terraform) must(code int, args ...string) string {
	tf.t.Helper()
	got, out := tf.run(args...)
	if got != code {
		tf.t.Fatalf("terraform %s ended with %d, want %d\n%s", strings.Join(args, " "), got, code, out)
	}
	return out
}

var (
	applying   = []string{"apply", "-auto-approve", "-input=false"}
	replanning = []string{"plan", "-detailed-exitcode", "-input=false"}
)

func wants(t *testing.T, out string, words ...string) {
	t.Helper()
	flat := strings.Join(strings.Fields(strings.NewReplacer("│", " ", "╷", " ", "╵", " ").Replace(out)), " ")
	for _, w := range words {
		if !strings.Contains(flat, w) {
			t.Errorf("%q is missing in\n%s", w, out)
		}
	}
}

const twoBoxes = `
provider "aws" {
  region              = "eu-central-1"
  allowed_account_ids = ["222233334444"]
}
provider "aws" {
  alias  = "other"
  region = "us-east-1"
  assume_role {
    role_arn = "arn:aws:iam::333344445555:role/deploy"
  }
}
ephemeral "aws_tiny_secret" "one" { name = "one" }
resource "aws_tiny_box" "here" {
  name           = "here"
  note           = provider::aws::shout("note")
  secret         = ephemeral.aws_tiny_secret.one.value
  secret_version = 1
}
resource "aws_tiny_box" "there" {
  provider = aws.other
  name     = "there"
  note     = aws_tiny_box.here.arn
}
resource "aws_tiny_box" "north" {
  name   = "north"
  region = "eu-north-1"
}
output "places" { value = [aws_tiny_box.here.place, aws_tiny_box.there.place, aws_tiny_box.north.region] }
`

// The whole of it with the real Terraform: two provider configurations, an
// ephemeral and a write-only value, a function, a `region` argument.
func TestTerraformAppliesAndSettles(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "")
	tf := newTerraform(t, w, Session{Unit: "dev/boxes", Run: "r1"}, twoBoxes)
	wants(t, tf.must(0, applying...), "3 added, 0 changed, 0 destroyed", `"eu-central-1", "us-east-1", "eu-north-1"`)
	wants(t, tf.must(0, replanning...), "No changes")

	var got []string
	objects, err := w.db.List(nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range objects {
		got = append(got, strings.Join([]string{o.Account, o.Region, attr(o.Attrs, "name"), o.Unit, o.Run}, " "))
		if strings.Contains(string(o.Attrs), "value of one") {
			t.Errorf("the write-only value is kept: %s", o.Attrs)
		}
		if o.SchemaVersion != 2 {
			t.Errorf("%s has schema version %d, want 2", o.ID, o.SchemaVersion)
		}
	}
	want := []string{"222233334444 eu-central-1 here dev/boxes r1", "222233334444 eu-north-1 north dev/boxes r1", "333344445555 us-east-1 there dev/boxes r1"}
	if !slices.Equal(got, want) {
		t.Errorf("in the cloud stand\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}

	wants(t, tf.must(0, "destroy", "-auto-approve"), "3 destroyed")
	if objects, _ = w.db.List(nil); len(objects) > 0 {
		t.Errorf("after destroy stand %v", objects)
	}
	if _, refused := w.Real.Trap().Counts(); len(refused) > 0 {
		t.Errorf("calls to AWS: %v", refused)
	}
}

const oneBox = `
provider "aws" { region = "eu-central-1" }
resource "aws_tiny_box" "one" {
  name = "one"
  note = "as written"
}
`

func TestDriftIsFoundAndHealed(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "")
	tf := newTerraform(t, w, Session{Unit: "u"}, oneBox)
	tf.must(0, applying...)

	w.tamper(t, "aws_tiny_box", "note", "tampered")
	wants(t, tf.must(2, replanning...), `"tampered" -> "as written"`)
	if got := tf.last.Changed[[2]string{"aws_tiny_box", attr(w.object(t, "aws_tiny_box").Attrs, "id")}]; !slices.Equal(got, []string{"note"}) {
		t.Errorf("the report names %v as changed", got)
	}
	tf.must(0, applying...)
	tf.must(0, replanning...)

	if err := w.db.Delete(t.Context(), w.object(t, "aws_tiny_box").Key); err != nil {
		t.Fatal(err)
	}
	wants(t, tf.must(2, replanning...), "1 to add")
	tf.must(0, applying...)
	tf.must(0, replanning...)
}

func TestAReplacementNamesWhatForcesIt(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "")
	tf := newTerraform(t, w, Session{Unit: "u"}, oneBox)
	tf.must(0, applying...)
	id := attr(w.object(t, "aws_tiny_box").Attrs, "id")
	tf.write(strings.Replace(oneBox, `"one"`+"\n  note", `"two"`+"\n  note", 1))
	tf.must(2, replanning...)
	if got := tf.last.Forces[[2]string{"aws_tiny_box", id}]; !slices.Equal(got, []string{"name"}) {
		t.Errorf("forced by %v, want name", got)
	}
	wants(t, tf.must(0, applying...), "1 added, 0 changed, 1 destroyed")
}

func TestOnlyTheTypesInUseAreInTheSchema(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "")
	keep := map[string]*tfwire.Uses{"aws_tiny_box": {All: true}}
	tf := newTerraform(t, w, Session{Unit: "u", Uses: func(Caller) map[string]*tfwire.Uses { return keep }}, oneBox)
	tf.must(0, applying...)
	var doc struct {
		Schemas map[string]struct {
			Resources map[string]any `json:"resource_schemas"`
			Functions map[string]any `json:"functions"`
		} `json:"provider_schemas"`
	}
	out := tf.must(0, "providers", "schema", "-json")
	if err := json.Unmarshal([]byte(out), &doc); err != nil {
		t.Fatal(err)
	}
	s := doc.Schemas[Addresses[0]]
	if s.Resources == nil {
		s = doc.Schemas[Addresses[1]]
	}
	if len(s.Resources) != 1 || s.Resources["aws_tiny_box"] == nil || len(s.Functions) == 0 {
		t.Errorf("the schema has resources %v and %d functions", s.Resources, len(s.Functions))
	}
	tf.write(oneBox + `resource "aws_tiny_crate" "x" { name = "x" }`)
	wants(t, tf.must(1, replanning...), "Invalid resource type")
	keep = nil
	wants(t, tf.must(2, replanning...), "1 to add")
}

func TestImportFindsWhatStands(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "")
	newTerraform(t, w, Session{Unit: "first"}, oneBox).must(0, applying...)
	id := attr(w.object(t, "aws_tiny_box").Attrs, "id")
	second := newTerraform(t, w, Session{Unit: "second"}, oneBox)
	wants(t, second.must(0, "import", "aws_tiny_box.one", id+"@eu-central-1"), "Import successful")
	wants(t, second.must(0, replanning...), "No changes")
	third := newTerraform(t, w, Session{Unit: "third"}, oneBox)
	wants(t, third.must(1, "import", "aws_tiny_box.one", "nothing"), "Cannot import non-existent remote object", "terrace cloud ls")
}

// What stands already is refused; the message says whose it is.
func TestCreatingWhatStandsIsRefused(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "")
	newTerraform(t, w, Session{Unit: "dev/first"}, oneBox).must(0, applying...)
	second := newTerraform(t, w, Session{Unit: "dev/second"}, oneBox)
	wants(t, second.must(1, applying...), "AlreadyExists", "made by unit dev/first", "import the one that stands", "main.tf line")
	if len(second.last.Refused) != 1 || second.last.Refused[0].Unit != "dev/second" {
		t.Errorf("the report has %v", second.last.Refused)
	}
	if o := w.object(t, "aws_tiny_box"); o.Unit != "dev/first" {
		t.Errorf("the object went to %s", o.Unit)
	}
}

// A state of an older schema is brought up to date when it is read.
func TestAnOldObjectIsUpgraded(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "")
	tf := newTerraform(t, w, Session{Unit: "u"}, oneBox)
	tf.must(0, applying...)
	o := w.object(t, "aws_tiny_box")
	o.SchemaVersion = 1
	o.Attrs, _ = json.Marshal(map[string]string{"id": attr(o.Attrs, "id"), "name": "one", "remark": "from long ago"})
	if err := w.db.Update(t.Context(), o.Key, o); err != nil {
		t.Fatal(err)
	}
	wants(t, tf.must(2, replanning...), `"from long ago" -> "as written"`)
}

func TestTheProvidersWordsOnItsConfigurationComeThrough(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "")
	tf := newTerraform(t, w, Session{Unit: "u"}, strings.Replace(oneBox, "eu-central-1", "nowhere", 1))
	wants(t, tf.must(1, replanning...), "Invalid region", "nowhere is no region")
	tf.write(strings.Replace(oneBox, `{ region = "eu-central-1" }`, `{
  allowed_account_ids = ["111111111111"]
  assume_role {
    role_arn = "arn:aws:iam::222222222222:role/x"
  }
}`, 1))
	wants(t, tf.must(1, replanning...), "AWS account ID not allowed: 222222222222")
}
