package setup

import (
	"bytes"
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/engine"
	"github.com/terrace-cloud/terrace/internal/term"
)

func screen(out *bytes.Buffer, columns string) *term.Streams {
	return term.New(nil, out, out, func(n string) string { return map[string]string{"COLUMNS": columns}[n] })
}

var some = &engine.Tools{
	Engine:     engine.Tool{Name: "tofu", Path: "/bin/tofu", Version: "1.12.6", From: "built by terrace"},
	Terragrunt: engine.Tool{Name: "terragrunt"},
	Git:        engine.Tool{Name: "git", Path: "/usr/bin/git", Version: "2.50.1", From: "PATH"},
	Provider:   engine.Provider{Tool: engine.Tool{Name: "terraform-provider-aws", Path: "/own/terraform-provider-aws", From: "flag --provider"}},
}

func TestTable(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	table(screen(&out, "80"), newDocument(some, nil))
	want := `✓ OpenTofu      1.12.6   built by terrace  /bin/tofu
✗ Terragrunt    missing
✓ git           2.50.1   PATH              /usr/bin/git
✓ AWS provider  ?        flag --provider   /own/terraform-provider-aws
`
	if d := cmp.Diff(want, out.String()); d != "" {
		t.Error(d)
	}
}

// What the tools and findings may be, the schema must allow.
func TestDocumentMeetsItsSchema(t *testing.T) {
	t.Parallel()
	s, err := jsonschema.NewCompiler().Compile(filepath.Join("..", "..", "..", "docs", "schema", "setup.json"))
	if err != nil {
		t.Fatal(err)
	}
	all := &diag.Finding{Severity: diag.Error, Summary: "s", Detail: "d", Fix: "f", Code: diag.Missing,
		Where: diag.Pos{File: "f", Line: 1, Column: 2}, Also: []diag.Pos{{File: "g"}}, Unit: "u", Address: "a"}
	for name, d := range map[string]document{
		"nothing": newDocument(&engine.Tools{}, nil),
		"some":    newDocument(some, diag.Findings{all, {Severity: diag.Note, Summary: "n"}}),
	} {
		b, err := json.Marshal(d)
		if err != nil {
			t.Fatal(err)
		}
		doc, _ := jsonschema.UnmarshalJSON(bytes.NewReader(b))
		if err := s.Validate(doc); err != nil {
			t.Errorf("%s: %v\n%s", name, err, b)
		}
	}
	if d := newDocument(some, diag.Findings{all}); d.Ready || d.ExitCode != diag.Missing {
		t.Errorf("%+v", d)
	}
}

func TestProgressOnATerminal(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	s := screen(&out, "40")
	s.Redraw = true
	at := time.Unix(0, 0)
	p := newProgress(s)
	p.now = func() time.Time { return at }
	for _, e := range []engine.Progress{
		{Tool: "Terragrunt", Version: "1.1.0", Phase: engine.Building, Done: 3, Total: 9, Now: "example.com/some/package"},
		{Tool: "Terragrunt", Version: "1.1.0", Phase: engine.Installed},
	} {
		p.see(e)
		at = at.Add(3 * time.Second)
	}
	p.close()
	lines := strings.Split(strings.ReplaceAll(out.String(), "\x1b[K", ""), "\r")
	if got := lines[1]; len(got) != 39 || !strings.HasPrefix("0s Terragrunt 1.1.0: building with Go, 3 of 9 packages", got) {
		t.Errorf("not cut to the width: %q", got)
	}
	if got := lines[len(lines)-1]; got != "Terragrunt 1.1.0: installed in 3s\n" {
		t.Errorf("%q", got)
	}
}

func TestProgressInALog(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	p := newProgress(screen(&out, ""))
	for i := range 100 {
		p.see(engine.Progress{Tool: "OpenTofu", Version: "1.12.6", Phase: engine.Building, Done: i, Total: 100})
	}
	p.see(engine.Progress{Tool: "OpenTofu", Version: "1.12.6", Phase: engine.Installed})
	p.close()
	if want := "OpenTofu 1.12.6: building with Go, 0 of 100 packages\nOpenTofu 1.12.6: installed\n"; out.String() != want {
		t.Errorf("%q", out.String())
	}
}
