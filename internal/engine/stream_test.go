package engine

import (
	"bufio"
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/terrace-cloud/terrace/internal/diag"
)

var update = flag.Bool("update", false, "write the golden files")

// The lines in testdata/recorded were written by Terraform 1.11.4 and OpenTofu
// 1.12.6, most of them through Terragrunt 1.1.0; beside each lie the events
// they are read as.
func TestParseRecordedLines(t *testing.T) {
	t.Parallel()
	files, _ := filepath.Glob("testdata/recorded/*.jsonl")
	if len(files) == 0 {
		t.Fatal("no recorded lines")
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			t.Parallel()
			got := transcript(t, file)
			golden := strings.TrimSuffix(file, ".jsonl") + ".golden"
			if *update {
				if err := os.WriteFile(golden, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(string(want), string(got)); d != "" {
				t.Error(d)
			}
		})
	}
}

// transcript gives one line for each line of a file: what it was read as.
func transcript(t *testing.T, file string) []byte {
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out bytes.Buffer
	for sc := bufio.NewScanner(f); sc.Scan(); {
		e, ok := Parse(sc.Bytes())
		if !ok {
			fmt.Fprintf(&out, "text %q\n", sc.Text())
			continue
		}
		if e.Time.IsZero() {
			t.Errorf("no time: %s", sc.Text())
		}
		fmt.Fprintf(&out, "%s", e.Type)
		for _, part := range []any{e.Diagnostic, e.Change, e.Drift, e.Step, e.Summary, e.Outputs, e.Version} {
			if js, _ := json.Marshal(part); len(js) > 2 && string(js) != "null" {
				fmt.Fprintf(&out, " %s", js)
			}
		}
		out.WriteByte('\n')
	}
	return out.Bytes()
}

// Written after the documentation: the built-in provider cannot drift.
func TestParseDrift(t *testing.T) {
	t.Parallel()
	e, ok := Parse([]byte(`{"@level":"info","@message":"aws_vpc.this: Drift detected (update)","@module":"terraform.ui","@timestamp":"2026-01-02T03:04:05.678900Z","change":{"resource":{"addr":"module.net.aws_vpc.this","module":"module.net","resource":"aws_vpc.this","implied_provider":"aws","resource_type":"aws_vpc","resource_name":"this","resource_key":null},"action":"update"},"type":"resource_drift"}`))
	want := Event{Type: TypeResourceDrift, Time: time.Date(2026, 1, 2, 3, 4, 5, 678900000, time.UTC), Message: "aws_vpc.this: Drift detected (update)",
		Drift: &Change{Resource: Resource{Address: "module.net.aws_vpc.this", Module: "module.net", Type: "aws_vpc", Name: "this"}, Action: Update}}
	if d := cmp.Diff(want, e); d != "" || !ok {
		t.Error(ok, d)
	}
}

func TestParseLeavesTheRestAsText(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"empty":           "",
		"prose":           "Initializing the backend...",
		"cut off":         `{"@level":"info","@module":"terraform.ui","type":"log`,
		"other JSON":      `{"type":"log","message":"from a hook"}`,
		"another logger":  `{"@level":"info","@module":"provider","type":"log"}`,
		"wrong types":     `{"@module":"terraform.ui","type":"change_summary","changes":{"add":"three"}}`,
		"huge number":     `{"@module":"terraform.ui","type":"change_summary","changes":{"add":1e99}}`,
		"array":           `[{"@module":"terraform.ui"}]`,
		"two on one line": `{"@module":"terraform.ui","type":"log"}{"@module":"terraform.ui","type":"log"}`,
		"not UTF-8":       "\xff\xfe{\"@module\"",
	} {
		if e, ok := Parse([]byte(text)); ok {
			t.Errorf("%s: read as %+v", name, e)
		}
	}
}

func TestParseStandsOddLines(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"null parts":    `{"@module":"terraform.ui","type":"outputs","outputs":{"a":null},"diagnostic":null}`,
		"no time":       `{"@module":"terraform.ui","type":"log","@timestamp":"noon"}`,
		"new type":      `{"@module":"terraform.ui","type":"action_start","hook":{"action":{"addr":"x"}}}`,
		"endless apply": `{"@module":"terraform.ui","type":"apply_progress","hook":{"elapsed_seconds":1e300}}`,
		"surrounded":    "  {\"@module\":\"terraform.ui\",\"type\":\"log\"}\r",
	} {
		e, ok := Parse([]byte(text))
		if name == "new type" {
			continue // either way, but no panic
		}
		if !ok {
			t.Errorf("%s: not read", name)
		}
		if e.Step != nil && e.Step.Elapsed != 0 {
			t.Errorf("%s: took %s", name, e.Step.Elapsed)
		}
	}
}

func TestDiagnosticAsFinding(t *testing.T) {
	t.Parallel()
	d := &Diagnostic{Severity: diag.Error, Summary: "bad", Detail: "why", Address: "a.b", Range: &Range{File: "main.tf", Start: Place{Line: 3, Column: 4}}}
	want := &diag.Finding{Severity: diag.Error, Summary: "bad", Detail: "why", Address: "a.b", Code: diag.Failed,
		Where: diag.Pos{File: filepath.Join("unit", "main.tf"), Line: 3, Column: 4}}
	if diff := cmp.Diff(want, d.Finding("unit")); diff != "" {
		t.Error(diff)
	}
}

func FuzzParse(f *testing.F) {
	files, _ := filepath.Glob("testdata/recorded/*.jsonl")
	for _, file := range files {
		text, _ := os.ReadFile(file)
		for l := range bytes.Lines(text) {
			f.Add(l)
		}
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		e, ok := Parse(text)
		if ok && e.Type == "" {
			t.Error("an event without a type")
		}
		if e.Diagnostic != nil {
			e.Diagnostic.Finding("unit")
		}
	})
}

func BenchmarkParse(b *testing.B) {
	text, err := os.ReadFile("testdata/recorded/apply.jsonl")
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		for l := range bytes.Lines(text) {
			Parse(l)
		}
	}
}
