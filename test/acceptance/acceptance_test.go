// Package acceptance runs Terrace as its users do: each script in testdata is
// a session at the command line.
package acceptance

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/terrace-cloud/terrace/internal/command"
	"github.com/terrace-cloud/terrace/internal/engine"
	"github.com/terrace-cloud/terrace/internal/module"
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
	pipeline, err := filepath.Abs("../../.github/pipeline")
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
			e.Setenv("PIPELINE", pipeline)
			e.Setenv("TERRACE_CACHE", filepath.Join(e.WorkDir, ".cache"))
			e.Setenv("NO_COLOR", "1")
			e.Setenv("COLUMNS", "100")
			return nil
		},
		Condition: func(cond string) (bool, error) {
			if cond == "tools" {
				return len(realTools()) > 0, nil
			}
			return false, fmt.Errorf("unknown condition %q", cond)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"tools":        useRealTools,
			"exits":        exits,
			"append":       edit(func(text string, a []string) string { return text + a[0] + "\n" }),
			"replace":      edit(func(text string, a []string) string { return strings.ReplaceAll(text, a[0], a[1]) }),
			"fake":         fake,
			"fakeprovider": fakeProvider,
			"registry":     registry,
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

// edit changes a file, as somebody does with an editor: append TEXT FILE, replace
// OLD NEW FILE. An edit that changes nothing is a fault of the script.
func edit(how func(text string, words []string) string) func(*testscript.TestScript, bool, []string) {
	return func(ts *testscript.TestScript, neg bool, args []string) {
		if neg || len(args) < 2 {
			ts.Fatalf("usage: append TEXT FILE, replace OLD NEW FILE")
		}
		file := args[len(args)-1]
		text := ts.ReadFile(file)
		edited := how(text, args[:len(args)-1])
		if edited == text {
			ts.Fatalf("nothing to edit in %s", file)
		}
		ts.Check(os.WriteFile(ts.MkAbs(file), []byte(edited), 0o644))
	}
}

// realTools gives the variables that name the tools of this machine; none when
// one of them is missing. The provider is looked for wherever a machine has it.
var realTools = sync.OnceValue(func() []string {
	t, found := engine.Find(context.Background(), engine.Config{})
	if found.HasErrors() {
		return nil
	}
	kind := map[engine.Kind]string{engine.Terraform: "TERRACE_TERRAFORM", engine.OpenTofu: "TERRACE_TOFU"}[t.Kind]
	return []string{kind, t.Engine.Path, "TERRACE_TERRAGRUNT", t.Terragrunt.Path, "TERRACE_AWS_PROVIDER", t.Provider.Path}
})

// useRealTools names the tools of this machine to what follows in a script. One
// that needs them begins: [!tools] skip 'run terrace setup first'.
func useRealTools(ts *testscript.TestScript, neg bool, args []string) {
	v := realTools()
	for i := 0; i+1 < len(v); i += 2 {
		ts.Setenv(v[i], v[i+1])
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

// registry serves the modules in a folder, which is laid out as a mirror, as
// the registries that Terraform asks: registry FOLDER.
func registry(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: registry FOLDER")
	}
	r, err := module.Serve(context.Background(), &module.Resolver{Mirror: ts.MkAbs(args[0])})
	ts.Check(err)
	ts.Defer(func() { r.Close() })
	file := ts.MkAbs("registry.tfrc")
	ts.Check(module.CLI{Registry: r}.WriteFile(file))
	ts.Setenv("TF_CLI_CONFIG_FILE", file)
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
