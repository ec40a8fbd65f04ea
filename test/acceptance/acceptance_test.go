// Package acceptance runs Terrace as its users do: each script in testdata is
// a session at the command line.
package acceptance

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/terrace-cloud/terrace/internal/command"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"terrace": func() { os.Exit(command.Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) },
	})
}

func TestScripts(t *testing.T) {
	t.Parallel()
	schemas, err := filepath.Abs("../../docs/schema")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(e *testscript.Env) error {
			// Tools that a script asks for come from this machine: PATH stays,
			// HOME and the cache are the script's own.
			e.Setenv("TERRACE", filepath.Join(filepath.SplitList(e.Getenv("PATH"))[0], "terrace"))
			e.Setenv("TERRACE_CACHE", filepath.Join(e.WorkDir, ".cache"))
			e.Setenv("NO_COLOR", "1")
			e.Setenv("COLUMNS", "100")
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits":        exits,
			"fake":         fake,
			"fakeprovider": fakeProvider,
			"schema":       func(ts *testscript.TestScript, neg bool, args []string) { schema(ts, neg, args, schemas) },
		},
	})
}

// exits runs a command and holds it to its exit code: exits 4 terrace setup.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND...")
	}
	name := args[1]
	if name == "terrace" {
		name = ts.Getenv("TERRACE") // also where a script has made PATH its own
	}
	err := ts.Exec(name, args[2:]...)
	got := "0"
	if err != nil {
		got = strings.TrimPrefix(err.Error(), "exit status ")
	}
	if got != args[0] {
		ts.Fatalf("%s: exit code %s, not %s", strings.Join(args[1:], " "), got, args[0])
	}
}

// fake writes a fake program: a shell script that does nothing but say a text,
// as a real one says its version. fake bin/terraform 'Terraform v1.5.7'.
func fake(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: fake PATH TEXT")
	}
	program(ts, ts.MkAbs(args[0]), "echo '"+args[1]+"'")
}

// fakeProvider writes a fake of the AWS provider, of a version, into a folder
// that is laid out as Terraform lays out its own.
func fakeProvider(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: fakeprovider FOLDER VERSION")
	}
	program(ts, filepath.Join(ts.MkAbs(args[0]), "registry.terraform.io", "hashicorp", "aws", args[1],
		runtime.GOOS+"_"+runtime.GOARCH, "terraform-provider-aws_v"+args[1]+"_x5"), "exit 1")
}

func program(ts *testscript.TestScript, path, script string) {
	ts.Check(os.MkdirAll(filepath.Dir(path), 0o755))
	ts.Check(os.WriteFile(path, []byte("#!/bin/sh\n"+script+"\n"), 0o755))
}

// schema holds a JSON document, or the last line of JSON lines, to a schema in
// docs/schema: schema setup.json stdout.
func schema(ts *testscript.TestScript, neg bool, args []string, dir string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: schema NAME.json FILE")
	}
	s, err := jsonschema.NewCompiler().Compile(filepath.Join(dir, args[0]))
	ts.Check(err)
	text := strings.TrimSpace(ts.ReadFile(args[1]))
	if !json.Valid([]byte(text)) {
		text = text[strings.LastIndexByte(text, '\n')+1:]
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader([]byte(text)))
	ts.Check(err)
	ts.Check(s.Validate(doc))
}
