package engine

import (
	"bufio"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// asTerrace makes the test binary play a Terrace that runs a child, so that it
// can be killed.
const asTerrace = "TERRACE_TEST_PLAYS_TERRACE"

func TestMain(m *testing.M) {
	if os.Getenv(asTerrace) != "" {
		c := sh(`/bin/sh -c 'echo $$; sleep 600' & echo $$; wait`)
		c.Log = os.Stdout
		Run(context.Background(), c)
		return
	}
	os.Exit(m.Run())
}

// SIGKILL of Terrace takes the child and what the child started with it.
func TestChildrenDieWithTerrace(t *testing.T) {
	t.Parallel()
	terrace := exec.Command(os.Args[0])
	terrace.Env = append(os.Environ(), asTerrace+"=1")
	out, err := terrace.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := terrace.Start(); err != nil {
		t.Fatal(err)
	}
	var pids []int
	for sc := bufio.NewScanner(out); len(pids) < 2 && sc.Scan(); {
		pid, err := strconv.Atoi(sc.Text())
		if err != nil {
			t.Fatal(sc.Text())
		}
		pids = append(pids, pid)
	}
	terrace.Process.Kill()
	terrace.Wait()
	for range 1000 {
		if gone(pids[0]) && gone(pids[1]) {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Errorf("of %v some live on", pids)
}

// The real tools, where this machine has them: what Terragrunt passes on of a
// plan is read as events, and an interrupt stops Terraform in good order.
func TestRealTerragrunt(t *testing.T) {
	t.Parallel()
	tools, _ := Find(t.Context(), Config{search: []string{}})
	if tools.Terragrunt.Path == "" || tools.Engine.Path == "" {
		t.Skip("needs Terraform and Terragrunt: run `terrace setup`")
	}
	dir := t.TempDir()
	write(t, filepath.Join(dir, "terragrunt.hcl"), "", 0o600)
	write(t, filepath.Join(dir, "main.tf"), `
resource "terraform_data" "slow" {
  input = "x"
  provisioner "local-exec" {
    command = "sleep 600"
  }
}
resource "terraform_data" "fast" {
  input = "x"
}
output "id" {
  value = terraform_data.fast.id
}
`, 0o600)
	env := append(CleanEnv(os.Environ()), "HOME="+dir, "TG_TF_PATH="+tools.Engine.Path, "TG_NON_INTERACTIVE=true", "TG_NO_COLOR=true", "CHECKPOINT_DISABLE=1")
	run := func(ctx context.Context, see func(Event), args ...string) (Result, error) {
		return Run(ctx, Command{Path: tools.Terragrunt.Path, Args: append([]string{"run", "--"}, args...), Dir: dir, Env: env, OnEvent: see})
	}

	actions := map[string]Action{}
	r, err := run(t.Context(), func(e Event) {
		if e.Change != nil {
			actions[e.Change.Address] = e.Change.Action
		}
	}, "plan", "-json", "-detailed-exitcode")
	if err != nil || r.ExitCode != 2 || actions["terraform_data.slow"] != Create || len(actions) != 2 {
		t.Fatalf("%v %+v %v", err, r, actions)
	}

	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	slow, fast := false, false
	r, err = run(ctx, func(e Event) {
		slow = slow || e.Type == "provision_start"
		fast = fast || e.Type == TypeApplyComplete && e.Step.Address == "terraform_data.fast"
		if slow && fast {
			stop()
		}
	}, "apply", "-json", "-auto-approve")
	if err == nil {
		t.Fatalf("was not interrupted: %+v", r)
	}
	states, _ := filepath.Glob(filepath.Join(dir, ".terragrunt-cache/*/*/terraform.tfstate"))
	state := ""
	if len(states) == 1 {
		text, _ := os.ReadFile(states[0])
		state = string(text)
	}
	if !strings.Contains(state, `"fast"`) || !strings.Contains(state, `"tainted"`) {
		t.Errorf("the state was not written in good order: %v %s", states, state)
	}
}
