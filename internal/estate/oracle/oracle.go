// Package oracle asks the real Terragrunt what a unit says, and compares: it is
// what tests hold the evaluator against.
package oracle

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"time"
)

// Terragrunt is the real program.
type Terragrunt struct{ program string }

// Find gives the program that TERRACE_TERRAGRUNT names, or that is on the PATH.
func Find() (*Terragrunt, error) {
	if p := os.Getenv("TERRACE_TERRAGRUNT"); p != "" {
		return &Terragrunt{p}, nil
	}
	for _, name := range []string{"terragrunt", "terragrunt-1.1.0"} {
		if p, err := exec.LookPath(name); err == nil {
			return &Terragrunt{p}, nil
		}
	}
	return nil, errors.New("the oracle is missing: set TERRACE_TERRAGRUNT to a terragrunt 1.x, or put it on the PATH")
}

// environment is what the program gets, and nothing else.
var environment = map[string]string{"PATH": os.Getenv("PATH"), "HOME": os.TempDir(), "TG_TF_PATH": "no-terraform",
	"TERRACE_FIXTURE": "from the environment", "GIT_CEILING_DIRECTORIES": os.TempDir()}

// Env answers as the environment of the program.
func Env(name string) (string, bool) {
	v, ok := environment[name]
	return v, ok
}

// patience is how long one call may take.
const patience = 2 * time.Minute

// Run runs the program in a folder, with more variables, and gives its output.
func (o *Terragrunt) Run(dir string, more []string, args ...string) ([]byte, error) {
	out, _, err := o.run(dir, more, args...)
	return out, err
}

func (o *Terragrunt) run(dir string, more []string, args ...string) (answer []byte, warnings string, err error) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	cmd := exec.CommandContext(ctx, o.program, append(args, "--no-color", "--log-level", "warn", "--working-dir", dir)...)
	for name, v := range environment {
		cmd.Env = append(cmd.Env, name+"="+v)
	}
	cmd.Env = append(cmd.Env, more...)
	var out, trouble bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &trouble
	if err := cmd.Run(); err != nil {
		return nil, "", errors.New(cmp.Or(trouble.String(), err.Error()))
	}
	return out.Bytes(), trouble.String(), nil
}

// Render asks what a unit says. An empty answer is an error, and so is one in
// which something could not be evaluated: a run stops over it, `render` warns
// and gives "" in its place.
func (o *Terragrunt) Render(dir string, more ...string) (map[string]any, error) {
	out, warnings, err := o.run(dir, more, "render", "--format", "json")
	if err != nil {
		return nil, err
	}
	if _, what, warned := strings.Cut(warnings, "Failed to decode inputs "); warned {
		return nil, fmt.Errorf("not all can be evaluated: %s", what)
	}
	_, answer, ok := strings.Cut("\n"+string(out), "\n{") // what run_cmd prints comes first
	if !ok {
		return nil, fmt.Errorf("the oracle gave an empty answer\n%s", warnings)
	}
	d := json.NewDecoder(strings.NewReader("{" + answer))
	d.UseNumber()
	var doc map[string]any
	return doc, d.Decode(&doc)
}
